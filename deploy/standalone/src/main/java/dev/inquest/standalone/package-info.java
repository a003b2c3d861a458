/// The program: one launcher, one command line, everything in one process.
@NullMarked
package dev.inquest.standalone;

import org.jspecify.annotations.NullMarked;
