/* Bargaining cases with closed-form answers, solved by build/tests/check-analytic. */
#include "replay_tool.h"

typedef struct report {
    int code, equal, of;
    int disputed; /* differences in the one figure that contradicts its own definition, see below */
} report;

/* The table gives (1, 0.9) as the utilitarian point of the frontier (0,1)-(1,0.9)-(2,0) and its formula as the largest sum; but the sum is 1.9 there
 * and 2 at (2, 0). (1, 0.9) is the largest sum of gains over ideal gains, which negsim calls the relative utilitarian point. */
static const char disputed[] = "kink_three_solutions utilitarian_u";

static report check(const char *file) {
    char tool[PATH_MAX + 64], command[3 * PATH_MAX], printed[1024];
    report found = {-1, 0, -1, 0};
    find_replay_tool("check-analytic", tool, sizeof tool);
    snprintf(command, sizeof command, "'%s' '%s'", tool, file);
    FILE *pipe = popen(command, "r");
    cr_assert(pipe);
    while (fgets(printed, sizeof printed, pipe)) {
        fputs(printed, stderr);
        found.disputed += strncmp(printed, disputed, strlen(disputed)) == 0;
        (void)sscanf(printed, "%d of %d equal", &found.equal, &found.of);
    }
    const int status = pclose(pipe);
    found.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return found;
}

Test(analytic, reference_cases, .timeout = 60) {
    char file[PATH_MAX];
    if (!reference_folder()) {
        fprintf(stderr, "skipped: no folder of reference cases\n");
        return;
    }
    snprintf(file, sizeof file, "%s/analytic/cases.csv", reference_folder());
    const report found = check(file);
    cr_assert_eq(found.equal + found.disputed, found.of, "%d of %d", found.equal, found.of);
    cr_assert_geq(found.equal, 56);
    cr_assert_eq(found.code, found.equal == found.of ? 0 : 1);
}

static report check_text(const char *text) {
    char file[] = "/tmp/negsim-analytic-XXXXXX";
    const int descriptor = mkstemp(file);
    cr_assert_geq(descriptor, 0);
    cr_assert_eq(write(descriptor, text, strlen(text)), (ssize_t)strlen(text));
    close(descriptor);
    const report found = check(file);
    unlink(file);
    return found;
}

#define HEAD "case,family,inputs,quantity,value,formula,source\n"

/* Worked by hand, in the table's own words: families that it may hold in other words than the rows above. */
Test(analytic, other_words, .timeout = 60) {
    const report found = check_text(
        HEAD
        "a,\"alternating offers, risk of "
        "breakdown\",p=0.1;b1=0.3;b2=0.1;first=1;pie=1,share1,0.615789473684,,\n"
        "b,\"alternating offers, breakdown\",p=0.5;b1=0;b2=0,share1_if_2_first,0.333333333333,,\n"
        "c,\"random proposer, n parties, majority\",n=5;delta=0.8;equal recognition,proposer_share,0.68,,\n"
        "c,\"random proposer, n parties, majority\",n=5;delta=0.8;equal recognition,partner_share,0.16,,\n"
        "c,\"random proposer, n parties, majority\",n=5;delta=0.8;equal recognition,excluded_share,0,,\n"
        "d,\"Kalai-Smorodinsky, split of 10\",\"u1=x;u2=10-x;d=(1,3)\",u2,6,,\n"
        "e,\"egalitarian, split of 1\",u1=2x;u2=1-x;d=0,x,0.333333333333,,\n"
        "f,\"alternating offers, outside options\",delta=0.9;outside1=0.5;outside2=0.5;first=2,share1,0.5,,\n"
        "g,\"finite alternating offers over discrete outcomes\",\"outcomes A(3,1) B(2,2) "
        "C(1,3);delta=0.5;rounds=2\","
        "offer_round1_index,2,,\n"
        "h,\"asymmetric Nash bargaining\",u1=x^0.5;u2=1-x;d=0;weight1=0.5,x,0.333333333333,,\n");
    cr_assert_eq(found.equal, 10);
    cr_assert_eq(found.code, 0);
}

Test(analytic, differences_are_no_success, .timeout = 60) {
    const report found =
        check_text(HEAD "a,\"alternating offers, infinite\",delta1=0.9;delta2=0.8,share1,0.7143,,\n"
                        "b,chess,e4=1,value,1,,\n"
                        "c,\"alternating offers, infinite\",delta1=0.9;delta9=0.8,share1,0.7,,\n"
                        "d,\"alternating offers, infinite\",delta1=0.9;delta2=0.8,share3,0.7,,\n"
                        "e,\"alternating offers, infinite\",delta1=0.9;delta2=0.8,rounds,one,,\n"
                        "f,\"alternating offers, infinite\",delta1=0.9;delta2=0.8,rounds,1,,\n");
    cr_assert_eq(found.of, 6);
    cr_assert_eq(found.equal, 1);
    cr_assert_eq(found.code, 1);
    cr_assert_eq(check_text("").code, 1);
    cr_assert_eq(check_text(HEAD).code, 1);
    cr_assert_eq(check_text("case,family\na,b\n").code, 1);
    cr_assert_eq(check_text(HEAD "\"a,b").code, 1);
    cr_assert_eq(check("/no-such-file").code, 66);
}
