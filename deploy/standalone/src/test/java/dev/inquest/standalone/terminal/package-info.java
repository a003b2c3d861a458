/// Tests of what people see.
@NullMarked
package dev.inquest.standalone.terminal;

import org.jspecify.annotations.NullMarked;
