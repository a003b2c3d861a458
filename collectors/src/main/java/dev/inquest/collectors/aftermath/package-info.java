/// What a crash left behind on a node, read after the reboot: pstore, kernel logs and crash dumps.
@NullMarked
package dev.inquest.collectors.aftermath;

import org.jspecify.annotations.NullMarked;
