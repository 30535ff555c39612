/* negsim: the whole public interface of libnegsim. */
#ifndef NEGSIM_H
#define NEGSIM_H

#define NEGSIM_VERSION "0.1.0"
#define NEGSIM_FORMAT 1 /* the scenario format that this version reads */

#include "negsim/arena.h"
#include "negsim/bids.h"
#include "negsim/buffer.h"
#include "negsim/diagnostics.h"
#include "negsim/document.h"
#include "negsim/event.h"
#include "negsim/experiment.h"
#include "negsim/instance.h"
#include "negsim/keys.h"
#include "negsim/kind.h"
#include "negsim/limits.h"
#include "negsim/number.h"
#include "negsim/output.h"
#include "negsim/quantity.h"
#include "negsim/random.h"
#include "negsim/reach.h"
#include "negsim/scenario.h"
#include "negsim/session.h"
#include "negsim/solution.h"
#include "negsim/staircase.h"
#include "negsim/status.h"
#include "negsim/table.h"
#include "negsim/view.h"

#endif
