package dev.inquest.crash;

import static dev.inquest.crash.FrameRule.POINTER;
import static dev.inquest.crash.FrameRule.STALL;

import java.util.List;

/// Exceptions that the kernel itself caused: bad addresses, bad instructions, bad stacks.
final class OopsFormats {

    static final Family ACCESS =
            new Family(
                    Kind.OOPS,
                    List.of(
                            "nable to handle",
                            "NULL pointer deref",
                            "stack guard page",
                            "Unhandled fault",
                            "Alignment trap"),
                    List.of(
                            Format.of(
                                    "(?:^| )(?:BUG: )?(?:[Uu]nable to handle kernel |[Kk]ernel )NULL pointer dereference",
                                    "BUG: unable to handle kernel NULL pointer dereference in {F}",
                                    POINTER),
                            Format.of(
                                    "(?:^| )(?:BUG: )?[Uu]nable to handle kernel access to user memory",
                                    "BUG: unable to handle kernel access to user memory in {F}",
                                    POINTER),
                            Format.of(
                                    "(?:^| )(?:BUG: )?[Uu]nable to handle (?:kernel |page fault|user|access|virtual)",
                                    "BUG: unable to handle kernel paging request in {F}",
                                    POINTER),
                            Format.of(
                                    "BUG: (?:[A-Z]+ )?stack guard page was hit",
                                    "BUG: stack guard page was hit in {F}",
                                    STALL),
                            Format.of("^Unhandled fault: ", "Unhandled fault in {F}", POINTER),
                            Format.of(
                                    "^Alignment trap: not handling",
                                    "Alignment trap in {F}",
                                    POINTER)));

    static final Family DETAIL =
            new Family(
                    Kind.OOPS_DETAIL,
                    List.of(" [#", "nternal error: ", "double fault"),
                    List.of(
                            Format.of(
                                    "general protection fault.*: [0-9a-f]{4} \\[#\\d+\\]",
                                    "general protection fault in {F}", POINTER),
                            Format.of(
                                    "^(?:Oops: )?divide[_ ]error: ",
                                    "divide error in {F}",
                                    POINTER),
                            Format.of(
                                    "^(?:Oops: )?stack segment: [0-9a-f]{4} \\[#",
                                    "stack segment fault in {F}", POINTER),
                            Format.of("PANIC: double fault", "PANIC: double fault in {F}", POINTER),
                            Format.of("^Internal error: ", "Internal error in {F}", POINTER),
                            Format.of(
                                    "^(?:Oops: )?([a-z][a-z0-9 _()-]{3,50}): [0-9a-f]{4} \\[#\\d+\\]",
                                    "{1} in {F}", POINTER),
                            Format.of("^Oops(?:: .*| - .*)?\\[#\\d+\\]", "Oops in {F}", POINTER)));

    private OopsFormats() {}
}
