/// Serial consoles that are connected to: terminals, unix sockets and TCP.
@NullMarked
package dev.inquest.collectors.attach;

import org.jspecify.annotations.NullMarked;
