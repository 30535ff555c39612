/* The opponent models. */
#include "opponent.h"

const ns_kind *const ns_opponent_table[] = {&ns_opponent_uniform.head, &ns_opponent_hardheaded.head, NULL};
