/// What people see: colour where there is a terminal, plain text where there is none.
@NullMarked
package dev.inquest.standalone.terminal;

import org.jspecify.annotations.NullMarked;
