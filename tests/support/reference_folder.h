/* The folder of published figures and of negotiations with known outcomes, which some tests replay where it is there. */
#ifndef NEGSIM_TEST_REFERENCE_FOLDER_H
#define NEGSIM_TEST_REFERENCE_FOLDER_H

#include <stdlib.h>
#include <unistd.h>

#define REFERENCE_FOLDER_DEFAULT "../shared/reference"

/* NULL: it is not there. */
static inline const char *reference_folder(void) {
    const char *folder = getenv("NEGSIM_REFERENCE");
    if (!folder) folder = REFERENCE_FOLDER_DEFAULT;
    return *folder && access(folder, R_OK) == 0 ? folder : NULL;
}

#endif
