/// Serial consoles, followed in files.
@NullMarked
package dev.inquest.collectors.console;

import org.jspecify.annotations.NullMarked;
