# negsim: `make help` lists the targets.
CC ?= gcc
AR ?= ar
BUILD ?= build
MODE ?= release
CFLAGS ?= -O3 -g
# Bytes must not depend on the optimiser: no contraction, no fast-math.
NS_CFLAGS = -std=c11 -D_GNU_SOURCE -ffp-contract=off -fno-common -Iinclude -Isrc -MMD -MP -pthread
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wcast-qual -Wconversion -Wno-sign-conversion -Wformat=2 -Wvla -Wundef -Werror
LIBS = -lgsl -lgslcblas -lyaml -lm -pthread
# ROOMS: which folders of src/ go into the library (all but the program).
ROOMS ?= base document scenario preference analysis bargaining experiment output
LIB_SRC = $(sort $(foreach r,$(ROOMS),$(shell find src/$(r) -name '*.c')))
CLI_SRC = $(sort $(wildcard src/cli/*.c))
OBJ = $(BUILD)/$(MODE)
LIB_OBJ = $(LIB_SRC:%.c=$(OBJ)/%.o)
CLI_OBJ = $(CLI_SRC:%.c=$(OBJ)/%.o)
SUPPORT_SRC = $(sort $(wildcard tests/support/*.c))
SUPPORT_OBJ = $(SUPPORT_SRC:%.c=$(OBJ)/%.o)
UNIT = $(patsubst tests/%.c,$(OBJ)/tests/%,$(sort $(wildcard tests/unit/test_*.c tests/property/test_*.c tests/validity/test_*.c tests/fault/test_*.c)))

all: $(BUILD)/negsim
lib: $(OBJ)/libnegsim.a

$(BUILD)/negsim: $(CLI_OBJ) $(OBJ)/libnegsim.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -o $@ $^ $(LDFLAGS) $(LIBS)
$(OBJ)/libnegsim.a: $(LIB_OBJ)
	@mkdir -p $(@D)
	@rm -f $@
	$(AR) rcs $@ $^
$(OBJ)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(NS_CFLAGS) $(CFLAGS) $(WARN) -Itests/support -c -o $@ $<
# Criterion's own macros do not pass all of our warnings.
$(OBJ)/tests/unit/%.o $(OBJ)/tests/property/%.o $(OBJ)/tests/validity/%.o $(OBJ)/tests/fault/%.o: WARN = -Wall -Wextra -Werror -Wno-missing-field-initializers
$(OBJ)/tests/%: $(OBJ)/tests/%.o $(SUPPORT_OBJ) $(OBJ)/libnegsim.a
	$(CC) $(CFLAGS) -o $@ $^ $(LDFLAGS) $(LIBS) -lcriterion

build-units: $(UNIT)

clean:
	rm -rf $(BUILD)

-include $(LIB_OBJ:.o=.d) $(CLI_OBJ:.o=.d) $(SUPPORT_OBJ:.o=.d)
.PHONY: all lib clean build-units
.SECONDARY:
