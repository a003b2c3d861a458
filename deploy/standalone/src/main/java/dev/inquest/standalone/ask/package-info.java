/// Questions from the terminal: `./inquest query`.
@NullMarked
package dev.inquest.standalone.ask;

import org.jspecify.annotations.NullMarked;
