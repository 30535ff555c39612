/* negsim-mpi: `sweep` over the ranks of an MPI job; all other verbs as in negsim, by rank 0 alone. */
#include <mpi.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "ranks.h"

/* Workers say nothing: rank 0 has the same faults to tell. */
static void be_silent(void) {
    if (!freopen("/dev/null", "w", stdout) || !freopen("/dev/null", "w", stderr))
        MPI_Abort(MPI_COMM_WORLD, 1);
}

static int work(int argc, char **argv) {
    const cli_command *command = argc > 1 ? cli_command_find(argv[1]) : NULL;
    be_silent();
    /* A verb that one rank plays alone is not played by the others; nor is a dry run. */
    if (command && strcmp(command->name, "sweep") == 0) (void)cli_main(argc, argv);
    ranks_wait();
    return 0;
}

int main(int argc, char **argv) {
    int provided, rank;
    MPI_Init_thread(&argc, &argv, MPI_THREAD_FUNNELED, &provided);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    const int code = rank > 0 ? work(argc, argv) : cli_main(argc, argv);
    if (rank == 0) ranks_dismiss();
    MPI_Finalize();
    return code;
}
