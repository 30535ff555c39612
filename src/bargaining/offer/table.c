/* The offer rules. */
#include "offer.h"

const ns_kind *const ns_offer_table[] = {&ns_offer_lowest.head,
                                         &ns_offer_nearest.head,
                                         &ns_offer_logroll.head,
                                         &ns_offer_similar.head,
                                         &ns_offer_random.head,
                                         &ns_offer_best.head,
                                         NULL};
