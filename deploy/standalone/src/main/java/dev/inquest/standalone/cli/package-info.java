/// The commands, one small class each.
@NullMarked
package dev.inquest.standalone.cli;

import org.jspecify.annotations.NullMarked;
