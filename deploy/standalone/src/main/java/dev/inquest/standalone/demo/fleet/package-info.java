/// The machines of the simulated fleet, as they are before anything happens to them.
@NullMarked
package dev.inquest.standalone.demo.fleet;

import org.jspecify.annotations.NullMarked;
