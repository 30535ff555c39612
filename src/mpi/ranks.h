/* Private to negsim-mpi: how the ranks talk. Rank 0 manages: it reads the options, keeps the journal and writes the tables; the others play units.
 * A worker asks for work with what it has done; it is sent a unit, or told to stop. */
#ifndef NEGSIM_MPI_RANKS_H
#define NEGSIM_MPI_RANKS_H

#include <stdint.h>

enum { MPI_TAG_ASK = 1, MPI_TAG_PAYLOAD, MPI_TAG_UNIT, MPI_TAG_STOP };

/* What a worker asks with; unit NO_UNIT: it has done nothing yet. */
typedef struct rank_request {
    uint64_t unit, status, runs, agreed, length;
} rank_request;
#define NO_UNIT UINT64_MAX

/* Tells all workers that were not told yet that there is no more work. Rank 0, once, at the end of the program. */
void ranks_dismiss(void);
/* A worker that never came to its study waits here for its dismissal. */
void ranks_wait(void);

#endif
