/// Tests of how answers are printed.
@NullMarked
package dev.inquest.standalone.ask;

import org.jspecify.annotations.NullMarked;
