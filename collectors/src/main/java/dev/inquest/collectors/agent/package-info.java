/// The node agent: every collector of one host, started and stopped together.
@NullMarked
package dev.inquest.collectors.agent;

import org.jspecify.annotations.NullMarked;
