/* The mechanisms, in the order of ns_mechanism_id. */
#include "mechanism.h"

#include <stddef.h>

const ns_mechanism_kind *const ns_mechanisms[NS_MECHANISM_COUNT] = {
    [NS_MECHANISM_INFORMATION] = &ns_mechanism_information,
    [NS_MECHANISM_PROPOSALS] = &ns_mechanism_proposals,
    [NS_MECHANISM_CARROTS] = &ns_mechanism_carrots,
    [NS_MECHANISM_DEADLINE] = &ns_mechanism_deadline,
    [NS_MECHANISM_SEQUENCING] = &ns_mechanism_sequencing,
    [NS_MECHANISM_FACE] = &ns_mechanism_face,
    [NS_MECHANISM_GUARANTEE] = &ns_mechanism_guarantee};

const ns_kind *const ns_mechanism_table[] = {[NS_MECHANISM_INFORMATION] = &ns_mechanism_information.head,
                                             [NS_MECHANISM_PROPOSALS] = &ns_mechanism_proposals.head,
                                             [NS_MECHANISM_CARROTS] = &ns_mechanism_carrots.head,
                                             [NS_MECHANISM_DEADLINE] = &ns_mechanism_deadline.head,
                                             [NS_MECHANISM_SEQUENCING] = &ns_mechanism_sequencing.head,
                                             [NS_MECHANISM_FACE] = &ns_mechanism_face.head,
                                             [NS_MECHANISM_GUARANTEE] = &ns_mechanism_guarantee.head,
                                             [NS_MECHANISM_COUNT] = NULL};
