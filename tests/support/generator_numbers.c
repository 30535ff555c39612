/* The generator's chance and numbers. */
#include <stdarg.h>
#include <stdint.h>

#include "generator_parts.h"

/* --- chance ----------------------------------------------------------------------------------------------- */

static uint64_t next(gen *g) {
    uint64_t z = (g->state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

int gen_pick(gen *g, int lo, int hi) { return lo + (int)(next(g) % (uint64_t)(hi - lo + 1)); }
bool gen_chance(gen *g, int percent) { return gen_pick(g, 1, 100) <= percent; }

void gen_say(gen *g, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vfprintf(g->out, format, arguments);
    va_end(arguments);
}

/* --- numbers ---------------------------------------------------------------------------------------------- */

static void constant(gen *g, span s, int steps) { gen_say(g, "%.10g", steps * s.scale); }

static int within(gen *g, span s) { return gen_pick(g, s.lo, s.hi); }

static void sorted3(gen *g, span s, int v[3]) {
    for (int k = 0; k < 3; k++) v[k] = within(g, s);
    for (int k = 0; k < 3; k++)
        for (int j = 0; j < 2; j++)
            if (v[j] > v[j + 1]) {
                int swap = v[j];
                v[j] = v[j + 1];
                v[j + 1] = swap;
            }
    if (v[0] == v[2]) v[v[0] > s.lo ? 0 : 2] += v[0] > s.lo ? -1 : 1;
    if (v[1] < v[0]) v[1] = v[0];
}

void gen_simple(gen *g, span s) {
    int v[3];
    sorted3(g, s, v);
    if (gen_chance(g, 50))
        gen_say(g, "[%.10g, %.10g]", v[0] * s.scale, v[2] * s.scale);
    else
        gen_say(g, "[%.10g, %.10g, %.10g]", v[0] * s.scale, v[1] * s.scale, v[2] * s.scale);
}

static void rare(gen *g, span s) {
    int v[3], half;
    sorted3(g, s, v);
    switch (gen_pick(g, 0, 4)) {
    case 0: gen_say(g, "{normal: [%.10g, %.10g]}", v[1] * s.scale, (v[2] - v[0]) * s.scale / 4); break;
    case 1:
        gen_say(g, "{choice: [%.10g, %.10g, %.10g]}", v[2] * s.scale, v[0] * s.scale, v[1] * s.scale);
        break;
    case 2:
        gen_say(g, "{experts: {ab: ");
        gen_simple(g, s);
        gen_say(g, ", cd: ");
        gen_simple(g, s);
        gen_say(g, "}}");
        break;
    case 3:
        half = v[1] - s.lo < s.hi - v[1] ? v[1] - s.lo : s.hi - v[1];
        if (half > 0)
            gen_say(g, gen_chance(g, 50) ? "%.10g±%.10g" : "%.10g+-%.10g", v[1] * s.scale, half * s.scale);
        else
            constant(g, s, v[1]);
        break;
    default:
        if (!s.points && s.lo == 0 && s.hi * s.scale <= 1)
            gen_say(g, "{beta: [%d, %d]}", gen_pick(g, 1, 4), gen_pick(g, 1, 4));
        else if (s.lo == 0)
            gen_say(g, "{lognormal: [%.10g, 0.25]}", s.scale < 1 ? -1.0 : 1.0);
        else
            gen_simple(g, s);
    }
}

void gen_number(gen *g, span s, int percent) {
    bool wrapped = gen_chance(g, 8);
    if (wrapped) gen_say(g, "{range: ");
    if ((g->flags & GEN_EXACT) || !gen_chance(g, percent) || s.lo == s.hi)
        constant(g, s, within(g, s));
    else if (gen_chance(g, 75))
        gen_simple(g, s);
    else
        rare(g, s);
    if (wrapped) gen_say(g, ", basis: assumption, source: desk}");
}

void gen_points(gen *g, int lo, int hi, int percent) {
    int step = g->grid;
    gen_number(g, (span){lo / step, hi / step, step * g->full / 100, true}, percent);
}

void gen_share(gen *g, int lo, int hi, int percent) { gen_number(g, (span){lo, hi, 0.05, false}, percent); }

void gen_probability(gen *g, int zero, int one) {
    int dice = gen_pick(g, 1, 100);
    if (dice <= zero)
        gen_say(g, "0");
    else if (dice <= zero + one)
        gen_say(g, "1");
    else
        gen_share(g, 0, 20, 60);
}
