/// The console collector: every way in which the consoles of nodes reach one place.
@NullMarked
package dev.inquest.collectors.consoles;

import org.jspecify.annotations.NullMarked;
