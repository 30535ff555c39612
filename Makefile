# negsim: `make help` lists the targets.
ifeq ($(origin CC),default)
CC = gcc
endif
BUILD ?= build
MODE ?= release
CFLAGS ?= -O3 -g
# V=1 shows the commands.
Q = $(if $(V),,@)
say = $(if $(V),,@echo "  $(1)")
# Two jobs, unless the command line says otherwise (-j1, -j8).
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j2
endif
# Bytes must not depend on the optimiser: no contraction, no fast-math.
NS_CFLAGS = -std=c11 -D_GNU_SOURCE -ffp-contract=off -fno-common -Iinclude -Isrc -MMD -MP -pthread
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wcast-qual -Wconversion -Wno-sign-conversion -Wformat=2 -Wvla -Wundef -Werror
LIBS = -lgsl -lgslcblas -lyaml -ljansson -lexpat -lm -pthread
VERSION = $(shell sed -n 's/.*NEGSIM_VERSION "\(.*\)".*/\1/p' include/negsim/*.h include/*.h 2>/dev/null | head -n 1)
SONAME = libnegsim.so.0

PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
DATADIR ?= $(PREFIX)/share
INSTALL ?= install

# ROOMS: which folders of src/ go into the library (all but the program).
ROOMS ?= base document import games scenario preference space analysis stability bargaining experiment output
LIB_SRC = $(sort $(foreach r,$(ROOMS),$(shell find src/$(r) -name '*.c')))
CLI_SRC = $(sort $(wildcard src/cli/*.c))
OBJ = $(BUILD)/$(MODE)
LIB_OBJ = $(LIB_SRC:%.c=$(OBJ)/%.o)
PIC_OBJ = $(LIB_SRC:%.c=$(OBJ)/pic/%.o)
CLI_OBJ = $(CLI_SRC:%.c=$(OBJ)/%.o)
SUPPORT_SRC = $(sort $(wildcard tests/support/*.c))
SUPPORT_OBJ = $(SUPPORT_SRC:%.c=$(OBJ)/%.o)
UNIT = $(patsubst tests/%.c,$(OBJ)/tests/%,$(sort $(wildcard tests/unit/test_*.c tests/property/test_*.c tests/validity/test_*.c tests/fault/test_*.c)))
UNIT_OBJ = $(UNIT:%=%.o)
# Programs for those who develop negsim: tests/tools/replay_rounds.c is build/tests/replay-rounds.
TOOL_SRC = $(sort $(wildcard tests/tools/*.c))
tool = $(BUILD)/tests/$(subst _,-,$(basename $(notdir $(1))))
TOOLS = $(foreach s,$(TOOL_SRC),$(call tool,$(s)))
TOOL_OBJ = $(TOOL_SRC:%.c=$(OBJ)/%.o)
BENCH_SRC = $(sort $(wildcard bench/*.c))
BENCH = $(BENCH_SRC:%.c=$(BUILD)/%)
HAVE = $(BUILD)/.have
# Published figures that some tests replay, where they are on this machine.
NEGSIM_REFERENCE ?= $(abspath $(wildcard ../shared/reference))
export NEGSIM_REFERENCE
PACKAGES = tests/tools/packages.sh

all: $(BUILD)/negsim ## build build/negsim (no root needed; names the packages that are missing)
lib: $(OBJ)/libnegsim.a ## build the library alone

$(BUILD)/negsim: $(CLI_OBJ) $(OBJ)/libnegsim.a
	@mkdir -p $(@D)
	$(call say,LINK $@)
	$(Q)$(CC) $(CFLAGS) -o $@ $^ $(LDFLAGS) $(LIBS)
$(OBJ)/libnegsim.a: $(LIB_OBJ)
	@mkdir -p $(@D)
	@rm -f $@
	$(call say,AR $@)
	$(Q)$(AR) rcs $@ $^
$(OBJ)/%.o: %.c | $(HAVE)
	@mkdir -p $(@D)
	$(call say,CC $<)
	$(Q)$(CC) $(NS_CFLAGS) $(CFLAGS) $(WARN) -Itests/support -c -o $@ $<
# Criterion's own macros do not pass all of our warnings.
$(OBJ)/tests/unit/%.o $(OBJ)/tests/property/%.o $(OBJ)/tests/validity/%.o $(OBJ)/tests/fault/%.o: WARN = -Wall -Wextra -Werror -Wno-missing-field-initializers
$(OBJ)/tests/%: $(OBJ)/tests/%.o $(SUPPORT_OBJ) $(OBJ)/libnegsim.a
	$(call say,LINK $@)
	$(Q)$(CC) $(CFLAGS) -o $@ $^ $(LDFLAGS) $(LIBS) -lcriterion
define tool_rule
$(call tool,$(1)): $(OBJ)/$(1:.c=.o) $$(SUPPORT_OBJ) $(OBJ)/libnegsim.a
	@mkdir -p $$(@D)
	$$(call say,LINK $$@)
	$$(Q)$$(CC) $$(CFLAGS) -o $$@ $$^ $$(LDFLAGS) $$(LIBS)
endef
$(foreach s,$(TOOL_SRC),$(eval $(call tool_rule,$(s))))
$(BUILD)/bench/%: $(OBJ)/bench/%.o $(OBJ)/libnegsim.a
	@mkdir -p $(@D)
	$(call say,LINK $@)
	$(Q)$(CC) $(CFLAGS) -o $@ $^ $(LDFLAGS) $(LIBS)
# The libraries were looked for once in this build folder.
$(HAVE):
	@CC="$(CC)" sh $(PACKAGES) check build
	@mkdir -p $(@D) && touch $@

run: ## install what is missing, build, play scenarios/baseline.yaml
	@CC="$(CC)" sh $(PACKAGES) install build
	$(MAKE) all
	$(BUILD)/negsim scenarios/baseline.yaml

# The same program over MPI: other ways in (main.c) and another engine, the rest of src/cli as it is.
MPICC ?= mpicc
MPI_SRC = $(sort $(wildcard src/mpi/*.c))
MPI_OBJ = $(MPI_SRC:%.c=$(OBJ)/%.o)
mpi: $(BUILD)/negsim-mpi ## build build/negsim-mpi (needs OpenMPI or MPICH: MPICC, default mpicc)
$(MPI_OBJ): $(OBJ)/%.o: %.c | $(HAVE)
	@mkdir -p $(@D)
	$(call say,MPICC $<)
	$(Q)$(MPICC) $(NS_CFLAGS) $(CFLAGS) -Wall -Wextra -Wshadow -Werror -c -o $@ $<
$(BUILD)/negsim-mpi: $(MPI_OBJ) $(filter-out $(OBJ)/src/cli/main.o $(OBJ)/src/cli/engine.o,$(CLI_OBJ)) $(OBJ)/libnegsim.a
	@mkdir -p $(@D)
	$(call say,LINK $@)
	$(Q)$(MPICC) $(CFLAGS) -o $@ $^ $(LDFLAGS) $(LIBS)

test: ## install what is missing, build and run all tests
	@CC="$(CC)" sh $(PACKAGES) install build test
	$(MAKE) all build-tests
	@BUILD="$(BUILD)" sh tests/tools/run-tests.sh $(UNIT)

build-tests: build-units $(TOOLS) ## build the tests and the replay tools, run nothing
build-units: $(UNIT)

lint: ## install its tools; format, layers, sizes, warnings, symbols, docs
	@CC="$(CC)" sh $(PACKAGES) install build test lint
	$(MAKE) all
	@BUILD="$(BUILD)" bash tests/tools/lint.sh

check-all: ## the long gates: sanitizers, valgrind, gcc = clang, fuzzing, replays, coverage, crashes, planted faults
	@CC="$(CC)" sh $(PACKAGES) install build test lint check
	@BUILD="$(BUILD)" MAKE="$(MAKE)" bash tests/tools/check-all.sh

coverage: ## line coverage of the library by the unit tests (at least 85%)
	@CC="$(CC)" sh $(PACKAGES) install build test check
	@BUILD="$(BUILD)" MAKE="$(MAKE)" bash tests/tools/check-all.sh coverage

bench: all $(BENCH) ## measure the speed
	@for b in $(BENCH) $(wildcard bench/*.sh); do NEGSIM="$(abspath $(BUILD))/negsim" "$$b" || exit 1; done

docs: all ## write the generated tables of docs/*.md anew
	@NEGSIM="$(BUILD)/negsim" sh tests/tools/docs.sh write

format: ## put all C files into the house format
	clang-format -i $$(find src include tests bench -name '*.[ch]')

# --- install ----------------------------------------------------------------------------------------------

$(OBJ)/pic/%.o: %.c | $(HAVE)
	@mkdir -p $(@D)
	$(call say,CC $<)
	$(Q)$(CC) $(NS_CFLAGS) $(CFLAGS) -fPIC -fno-semantic-interposition $(WARN) -c -o $@ $<
$(OBJ)/$(SONAME): $(PIC_OBJ)
	$(call say,LINK $@)
	$(Q)$(CC) $(CFLAGS) -shared -Wl,-soname,$(SONAME) -Wl,--no-undefined -o $@ $^ $(LDFLAGS) $(LIBS)
$(BUILD)/negsim.pc: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' 'prefix=$(PREFIX)' 'libdir=$(LIBDIR)' 'includedir=$(INCLUDEDIR)' '' 'Name: negsim' \
	  'Description: Laboratory for negotiations' 'Version: $(VERSION)' 'Requires: gsl' 'Requires.private: yaml-0.1 jansson expat' \
	  'Libs: -L$${libdir} -lnegsim -pthread' 'Cflags: -I$${includedir}' > $@
$(BUILD)/negsim.1 $(BUILD)/negsim.bash $(BUILD)/scenario.schema.json &: $(BUILD)/negsim
	@$(BUILD)/negsim help --man > $(BUILD)/negsim.1
	@$(BUILD)/negsim help --completion bash > $(BUILD)/negsim.bash
	@$(BUILD)/negsim schema > $(BUILD)/scenario.schema.json
SHARE_FILES = $(BUILD)/negsim.1 $(BUILD)/negsim.bash $(BUILD)/scenario.schema.json
FOLDERS = $(BINDIR) $(LIBDIR)/pkgconfig $(INCLUDEDIR)/negsim $(DATADIR)/man/man1 $(DATADIR)/bash-completion/completions \
  $(DATADIR)/negsim/scenarios
FORCE:

install: all $(OBJ)/$(SONAME) $(BUILD)/negsim.pc $(SHARE_FILES) ## install under PREFIX (default /usr/local), staged under DESTDIR
	for folder in $(FOLDERS); do $(INSTALL) -d "$(DESTDIR)$$folder" || exit 1; done
	$(INSTALL) -m 755 $(BUILD)/negsim "$(DESTDIR)$(BINDIR)/negsim"
	$(INSTALL) -m 644 $(OBJ)/libnegsim.a "$(DESTDIR)$(LIBDIR)/libnegsim.a"
	$(INSTALL) -m 755 $(OBJ)/$(SONAME) "$(DESTDIR)$(LIBDIR)/$(SONAME)"
	ln -sf $(SONAME) "$(DESTDIR)$(LIBDIR)/libnegsim.so"
	$(INSTALL) -m 644 $(BUILD)/negsim.pc "$(DESTDIR)$(LIBDIR)/pkgconfig/negsim.pc"
	$(INSTALL) -m 644 include/negsim/*.h "$(DESTDIR)$(INCLUDEDIR)/negsim/"
	$(INSTALL) -m 644 include/negsim.h "$(DESTDIR)$(INCLUDEDIR)/negsim.h"
	$(INSTALL) -m 644 $(BUILD)/negsim.1 "$(DESTDIR)$(DATADIR)/man/man1/negsim.1"
	$(INSTALL) -m 644 $(BUILD)/negsim.bash "$(DESTDIR)$(DATADIR)/bash-completion/completions/negsim"
	$(INSTALL) -m 644 $(BUILD)/scenario.schema.json "$(DESTDIR)$(DATADIR)/negsim/scenario.schema.json"
	$(INSTALL) -m 644 scenarios/*.yaml "$(DESTDIR)$(DATADIR)/negsim/scenarios/"

uninstall: ## remove what install put there
	rm -f "$(DESTDIR)$(BINDIR)/negsim" "$(DESTDIR)$(LIBDIR)/libnegsim.a" "$(DESTDIR)$(LIBDIR)/libnegsim.so" "$(DESTDIR)$(LIBDIR)/$(SONAME)"
	rm -f "$(DESTDIR)$(LIBDIR)/pkgconfig/negsim.pc" "$(DESTDIR)$(INCLUDEDIR)/negsim.h" "$(DESTDIR)$(DATADIR)/man/man1/negsim.1"
	rm -f "$(DESTDIR)$(DATADIR)/bash-completion/completions/negsim"
	rm -rf "$(DESTDIR)$(INCLUDEDIR)/negsim" "$(DESTDIR)$(DATADIR)/negsim"

clean: ## remove the build folder
	rm -rf $(BUILD)

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  \1\t\2/p' Makefile | expand -t 16

-include $(LIB_OBJ:.o=.d) $(PIC_OBJ:.o=.d) $(CLI_OBJ:.o=.d) $(SUPPORT_OBJ:.o=.d) $(UNIT_OBJ:.o=.d) $(TOOL_OBJ:.o=.d) $(MPI_OBJ:.o=.d)
.PHONY: FORCE all lib mpi run test build-tests build-units lint check-all coverage bench docs format install uninstall clean help
.SECONDARY:
