/* The opponent models. */
#include "opponent.h"

const ns_kind *const ns_opponent_table[] = {&ns_opponent_uniform.head,
                                            &ns_opponent_hardheaded.head,
                                            &ns_opponent_smith.head,
                                            &ns_opponent_windowed.head,
                                            &ns_opponent_bayesian.head,
                                            &ns_opponent_perfect.head,
                                            NULL};
