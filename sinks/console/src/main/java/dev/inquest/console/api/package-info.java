/// What the screens ask for, as JSON, files and a stream of changes.
@NullMarked
package dev.inquest.console.api;

import org.jspecify.annotations.NullMarked;
