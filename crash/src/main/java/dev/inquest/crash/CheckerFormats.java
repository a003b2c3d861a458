package dev.inquest.crash;

import static dev.inquest.crash.FrameRule.NAMED;
import static dev.inquest.crash.FrameRule.NONE;
import static dev.inquest.crash.FrameRule.SAID;
import static dev.inquest.crash.FrameRule.TRACE;

import java.util.List;

/// Findings of the sanitizers and detectors that a kernel may be built with.
final class CheckerFormats {
    private static final String ACCESS = "^ *(Read|Write|Atomic) (?:of size|at addr)";

    static final Family ADDRESS =
            new Family(
                    Kind.CHECKER,
                    List.of("KASAN: ", "KFENCE: "),
                    List.of(
                            Format.of(
                                    "BUG: KASAN: (?:double-free or invalid-free|double-free|invalid-free) in {FN}",
                                    "KASAN: invalid-free in {F}",
                                    NAMED),
                            Format.of(
                                            "BUG: KASAN: ([a-z-]+) in {FN}",
                                            "KASAN: {1} {a1} in {F}",
                                            NAMED)
                                    .and(ACCESS),
                            Format.of(
                                            "BUG: KASAN: ([a-z-]+) on address",
                                            "KASAN: {1} {a1} in {F}",
                                            TRACE)
                                    .and(ACCESS),
                            Format.of(
                                    "BUG: KASAN: ([a-z-]+ in \\S+(?: at addr \\S+)?)",
                                    "KASAN: {1}",
                                    NONE),
                            Format.of(
                                    "BUG: KFENCE: ([a-z- ]+) in {FN}",
                                    "KFENCE: {1} in {F}",
                                    NAMED)));

    static final Family VALUE =
            new Family(
                    Kind.CHECKER,
                    List.of("KMSAN: ", "KCSAN: ", "UBSAN: "),
                    List.of(
                            Format.of("BUG: KMSAN: ([a-z-]+) in {FN}", "KMSAN: {1} in {F}", NAMED),
                            Format.of(
                                    "BUG: KCSAN: data-race in (?<fn>[^\\s+]+ / [^\\s+]+)$",
                                    "KCSAN: data-race in {F}",
                                    SAID),
                            Format.of(
                                    "BUG: KCSAN: (data-race) in {FN}", "KCSAN: {1} in {F}", NAMED),
                            Format.of(
                                    "BUG: KCSAN: (assert: race) in {FN}",
                                    "KCSAN: {1} in {F}",
                                    NAMED),
                            Format.of(
                                            "UBSAN: Undefined behaviour in",
                                            "UBSAN: undefined-behaviour in {F}",
                                            TRACE)
                                    .sparing("*ubsan*", "*overflow*"),
                            Format.of("UBSAN: ([a-z-]+) in", "UBSAN: {1} in {F}", TRACE)
                                    .sparing("*ubsan*", "*overflow*")));

    static final Family MEMORY_LEAK =
            new Family(
                    Kind.CHECKER,
                    List.of("memory leak"),
                    List.of(
                            Format.of("BUG: memory leak", "memory leak in {F}", TRACE)
                                    .sparing(
                                            "*alloc*",
                                            "pcpu_*",
                                            "kmem*",
                                            "slab_*",
                                            "*strdup*",
                                            "*strndup*",
                                            "*memdup*",
                                            "idr_*",
                                            "*mmap*",
                                            "list_lru_init*")));

    private CheckerFormats() {}
}
