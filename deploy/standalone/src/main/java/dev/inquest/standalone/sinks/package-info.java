/// The sinks of this program: which kinds there are, and how people are told of them.
@NullMarked
package dev.inquest.standalone.sinks;

import org.jspecify.annotations.NullMarked;
