/* The error table: NS_CODE(NAME, id, severity, summary, help), one row per fault that negsim can report.
 * E1xx reading, E2xx keys and shapes, E3xx numbers, E4xx names and structure, E5xx size and output, W6xx warnings. */
#ifndef NEGSIM_CODES_H
#define NEGSIM_CODES_H

/* clang-format off */
#define NS_CODES \
    NS_CODE(NO_INPUT, "E101", NS_ERROR, "the file cannot be read", "Check the name and the permissions. `-` reads standard input.") \
    NS_CODE(SYNTAX, "E102", NS_ERROR, "not valid YAML", "The text could not be parsed. Look at the line shown and the one before it: a missing colon, a quote left open, uneven indentation.") \
    NS_CODE(ENCODING, "E103", NS_ERROR, "not valid UTF-8 text", "Save the file as UTF-8. NUL bytes and other encodings are not read.") \
    NS_CODE(TAB, "E104", NS_ERROR, "a tab where YAML wants blanks", "Indent with blanks, never with tabs.") \
    NS_CODE(EMPTY, "E105", NS_ERROR, "the file is empty", "`negsim new` writes a scenario to start from.") \
    NS_CODE(SEVERAL_DOCUMENTS, "E106", NS_ERROR, "more than one document", "A scenario file holds one YAML document. Remove the `---` that begins the second.") \
    NS_CODE(DUPLICATE_KEY, "E107", NS_ERROR, "a key stands twice", "Each key may stand once in its map. Remove or rename one of them.") \
    NS_CODE(ALIAS, "E108", NS_ERROR, "an alias that cannot be followed", "Aliases may not contain themselves, and what they stand for counts towards the limit on nodes.") \
    NS_CODE(TOO_DEEP, "E109", NS_ERROR, "nested too deeply", "See `negsim list limits`.") \
    NS_CODE(TOO_BIG, "E110", NS_ERROR, "the file is too large", "See `negsim list limits`.") \
    NS_CODE(TAG, "E111", NS_ERROR, "a tag or merge key", "Tags (`!name`) and merge keys (`<<`) are not part of the format; `extends` starts from another file.") \
    NS_CODE(EXTENDS, "E112", NS_ERROR, "extends cannot be followed", "The file named by `extends` is missing, goes round in a circle, or the chain is longer than 8.") \
    NS_CODE(XML, "E113", NS_ERROR, "a domain of another program that cannot be read", "The file is not the XML or JSON of a negotiation domain, or says something that cannot be taken over. The message names the place.") \
    NS_CODE(UNKNOWN_KEY, "E201", NS_ERROR, "unknown key", "The key is not part of the format at this place. `negsim list keys` has all keys.") \
    NS_CODE(WRONG_KIND, "E202", NS_ERROR, "wrong kind of value", "A text, a number, a list or a map stands where another is wanted.") \
    NS_CODE(MISSING_KEY, "E203", NS_ERROR, "a required key is missing", "Add the key named.") \
    NS_CODE(UNKNOWN_WORD, "E204", NS_ERROR, "not one of the words allowed", "The message lists the words. `negsim list` has all kinds.") \
    NS_CODE(FORMAT_VERSION, "E205", NS_ERROR, "unknown format version", "This negsim reads `negsim: 1`.") \
    NS_CODE(BAD_ID, "E206", NS_ERROR, "not a usable name", "Ids start with a letter and have letters, digits and underscores; NA, NaN, null, none, true, false, yes and no are kept out because other programs read them as something else.") \
    NS_CODE(CONFLICTING_KEYS, "E207", NS_ERROR, "two keys that exclude each other", "Keep one of the two.") \
    NS_CODE(NOT_A_NUMBER, "E301", NS_ERROR, "not a number", "Numbers are written 40, -0.5 or 1e3. Hexadecimal, octal (012), sexagesimal (12:30), nan, inf, yes and no are not numbers.") \
    NS_CODE(OUT_OF_RANGE, "E302", NS_ERROR, "out of range", "The message names the range. Shares, probabilities and degrees are 0..1; values, costs and leverage are points of the scale.") \
    NS_CODE(BAD_RANGE, "E303", NS_ERROR, "an empty or inverted range", "Write the lower end first, and the mode between the ends.") \
    NS_CODE(BAD_DISTRIBUTION, "E304", NS_ERROR, "a distribution that does not exist", "A number is 40, [lo, hi], [lo, mode, hi], 80±10, {normal: [mean, sd]}, {lognormal: [mean, sd]}, {beta: [a, b]}, {choice: [..]}, {experts: {..}} or {range: any of these, basis: .., source: ..}.") \
    NS_CODE(ZERO_PRIORITIES, "E305", NS_ERROR, "priorities that can all be 0", "At least one priority of each party must be above 0 in every draw.") \
    NS_CODE(UNKNOWN_ISSUE, "E401", NS_ERROR, "no such issue", "The name must be a key of `issues`.") \
    NS_CODE(UNKNOWN_OPTION, "E402", NS_ERROR, "no such option", "The name must be an option of the issue.") \
    NS_CODE(UNKNOWN_PARTY, "E403", NS_ERROR, "no such party", "The name must be a key of `parties`.") \
    NS_CODE(UNKNOWN_CONDITION, "E404", NS_ERROR, "no such condition", "The name must be a key of `conditions`.") \
    NS_CODE(MISSING_STANCE, "E405", NS_ERROR, "a party says nothing about an issue", "Each party needs a priority and values for each issue.") \
    NS_CODE(VALUE_COUNT, "E406", NS_ERROR, "values do not match the options", "Give one value per option, in option order, or a map with every option; a numeric issue needs both ends.") \
    NS_CODE(NO_OPTIONS, "E407", NS_ERROR, "an issue without options", "Give at least one option, or a range with lo < hi and a step that divides it.") \
    NS_CODE(NOT_MONOTONE, "E408", NS_ERROR, "values of an ordered issue go up and down", "With `ordered: true` the central values must rise or fall along the options.") \
    NS_CODE(SAME_ISSUE, "E409", NS_ERROR, "a precondition needs what it keeps from the table", "An issue may stand in `before` or in `needs`, not in both.") \
    NS_CODE(NO_PACKAGE, "E410", NS_ERROR, "no package is left", "Rules and red lines that always hold leave nothing to agree on.") \
    NS_CODE(DUPLICATE_NAME, "E411", NS_ERROR, "a name stands twice in a list", "Entries of one list need different names.") \
    NS_CODE(AGENDA, "E412", NS_ERROR, "an agenda that does not cover the issues", "Every issue belongs to exactly one stage.") \
    NS_CODE(SEVERAL_MEDIATORS, "E413", NS_ERROR, "too many mediators", "A scenario has at most 8 mediators. Merge those who act as one.") \
    NS_CODE(UNKNOWN_PATH, "E414", NS_ERROR, "no such path", "`negsim show FILE --quantities` and `--settings` list the paths that can be set.") \
    NS_CODE(NO_BASIS, "E415", NS_ERROR, "an entry without basis", "Say where it comes from: `basis: article`, `basis: assumption` or a text of your own.") \
    NS_CODE(BAD_SHAPE, "E416", NS_ERROR, "a rule without effect or sense", "A rule needs `if` and `then`, or `forbid`.") \
    NS_CODE(ORDER, "E417", NS_ERROR, "an order that does not name every issue", "An order of priorities names every issue once, the most important first.") \
    NS_CODE(BAD_CORRELATION, "E418", NS_ERROR, "correlations that cannot be", "A correlation lies strictly between -1 and 1, is of two different numbers, and all of them together must be possible: a matrix that is positive definite.") \
    NS_CODE(PROGRAM, "E419", NS_ERROR, "a scenario that starts a program", "The tactic `external` runs a command of the scenario's on this machine. `--allow-programs` lets it, if you trust the file.") \
    NS_CODE(CONSENT, "E420", NS_ERROR, "a rule of consent that cannot be", "`consent: majority` or `weighted` may have a `quota` and `veto`; under unanimity all must agree anyhow.") \
    NS_CODE(CONFLICT, "E421", NS_ERROR, "a conflict that makes no sense", "A party is helped by a rising balance or by a falling one, not by both; a mediator that waits until a conflict is ripe needs one.") \
    NS_CODE(EVENT, "E422", NS_ERROR, "an event that cannot be", "An event says when it may happen (`at`, `when`, `rate`) and what it does (`effects`, `ends_talks`).") \
    NS_CODE(UNKNOWN_STATE, "E430", NS_ERROR, "no such state", "States are numbered from 1 under `states`.") \
    NS_CODE(BAD_STATE, "E431", NS_ERROR, "a state that cannot be", "A state has one letter for each option, Y, N or -, and differs from all other states.") \
    NS_CODE(BAD_RANKING, "E432", NS_ERROR, "a ranking that does not name every state once", "Write all states from best to worst; states that are liked alike stand in brackets: [2, [1, 3], 4].") \
    NS_CODE(BAD_MOVE, "E433", NS_ERROR, "a move that is none", "A move leads from one state to another, and stands once.") \
    NS_CODE(LIMIT, "E501", NS_ERROR, "a limit is exceeded", "See `negsim list limits`: the message names the key, the limit and what to do.") \
    NS_CODE(USAGE, "E502", NS_ERROR, "wrong use of the command line", "`negsim help VERB` shows the options.") \
    NS_CODE(CANNOT_WRITE, "E503", NS_ERROR, "cannot write", "Check the folder, its permissions and the room left on the disk.") \
    NS_CODE(FOREIGN_FOLDER, "E504", NS_ERROR, "the folder holds something else", "Choose another folder with `-o`, or `--force`: foreign files are never touched.") \
    NS_CODE(JOURNAL, "E505", NS_ERROR, "the journal of a sweep cannot be used", "A journal belongs to one sweep: the same scenario, plan and version of negsim. `--resume` goes on with it, `--force` begins anew.") \
    NS_CODE(ONE_OPTION, "W601", NS_WARNING, "an issue with one option", "Nothing can be negotiated on it.") \
    NS_CODE(USELESS_NO_DEAL, "W602", NS_WARNING, "a no-deal value that excludes nothing", "At the central draw the value of no deal lies below every package: nothing is ruled out by it.") \
    NS_CODE(TOTAL_NO_DEAL, "W603", NS_WARNING, "a no-deal value that excludes everything", "At the central draw no package is worth as much as no deal to this party.") \
    NS_CODE(NO_COMMON_OPTION, "W604", NS_WARNING, "flexibilities leave no common option", "At the central draw no option of this issue is within the flexibility of every party. Any flexibility below 1 rules out the option worth least, like a red line.") \
    NS_CODE(UNUSED, "W605", NS_WARNING, "an entry that nothing uses", "The entry has no effect on the result.") \
    NS_CODE(LOST_SHARE, "W606", NS_WARNING, "a number partly beyond its legal range", "Drawn values beyond the range are moved to its end.") \
    NS_CODE(NO_ZONE_CENTRAL, "W607", NS_WARNING, "nothing reachable at the central draw", "At the central draw no package is acceptable to all parties.") \
    NS_CODE(JOURNAL_CUT, "W608", NS_WARNING, "the end of a journal was damaged", "Whole records are kept; what stood behind the last of them is played again.") \
    NS_CODE(DESIGN_SIZE, "W609", NS_WARNING, "a number of points that loses balance", "The design is balanced for powers of two only.") \
    NS_CODE(IMPORT, "W610", NS_WARNING, "something odd in a domain of another program", "It was read as that program reads it; the message says how.")
/* clang-format on */

#endif
