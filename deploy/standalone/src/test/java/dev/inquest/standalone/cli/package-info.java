/// Tests of the parts of commands.
@NullMarked
package dev.inquest.standalone.cli;

import org.jspecify.annotations.NullMarked;
