#include "kinds.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

unsigned kind_lines(kind_line *out) {
    FILE *file = fopen("tests/golden/kinds/kinds", "r");
    char line[KIND_TEXT + 60];
    unsigned count = 0;
    while (file && count < KIND_MOST && fgets(line, sizeof line, file)) {
        char *colon = strstr(line, ": ");
        line[strcspn(line, "\n")] = '\0';
        if (!colon) continue;
        *colon = '\0';
        snprintf(out[count].name, sizeof out[count].name, "%.39s", line);
        snprintf(out[count].concession, sizeof out[count].concession, "%.199s", colon + 2);
        count++;
    }
    if (file) fclose(file);
    return count;
}

static double uniform(uint64_t *state) {
    uint64_t z = (*state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return ((double)((z ^ (z >> 31)) >> 11) + 0.5) / 9007199254740992.0;
}

law_case law_case_of(uint64_t seed, const char *concession) {
    law_case self = {.rounds = 24, .extra = ""};
    uint64_t state = seed * 7919;
    static const char *const names[] = {"north", "south", "coast"};
    for (int i = 0; i < LAW_ISSUES; i++) {
        self.options[i] = 2 + (int)(3 * uniform(&state));
        self.order[i] = i;
    }
    for (int p = 0; p < LAW_PARTIES; p++) {
        self.party_names[p] = names[p];
        self.concession[p] = p < 2 ? concession : "{tactic: linear, offer: lowest}";
        self.no_deal[p] = 10 + 30 * uniform(&state);
        for (int i = 0; i < LAW_ISSUES; i++) {
            self.weight[p][i] = 0.5 + 4 * uniform(&state);
            for (int o = 0; o < self.options[i]; o++) self.value[p][i][o] = 100 * uniform(&state);
        }
    }
    return self;
}

char *law_text(const law_case *self) {
    static const char *const ids[] = {"border", "water", "trade", "dates"};
    char *text = NULL;
    size_t length;
    FILE *out = open_memstream(&text, &length);
    if (!out) abort();
    fprintf(out, "negsim: 1\nname: law\nissues:\n");
    for (int k = 0; k < LAW_ISSUES; k++) {
        fprintf(out, "  %s: {options: {", ids[self->order[k]]);
        for (int o = 0; o < self->options[self->order[k]]; o++)
            fprintf(out, "%s%c: o", o ? ", " : "", 'a' + o);
        fprintf(out, "}}\n");
    }
    fprintf(out, "parties:\n");
    for (int p = 0; p < LAW_PARTIES; p++) {
        fprintf(out, "  %s:\n    no_deal: %.17g\n    concession: %s\n    issues:\n", self->party_names[p],
                self->no_deal[p], self->concession[p]);
        for (int i = 0; i < LAW_ISSUES; i++) {
            fprintf(out, "      %s: {priority: %.17g, values: [", ids[i], self->weight[p][i]);
            for (int o = 0; o < self->options[i]; o++)
                fprintf(out, "%s%.17g", o ? ", " : "", self->value[p][i][o]);
            fprintf(out, "]}\n");
        }
    }
    fprintf(out, "protocol: {rounds: %d}\nrun: {draws: 1, seed: 3}\n%s", self->rounds, self->extra);
    if (fclose(out) != 0) abort();
    return text;
}
