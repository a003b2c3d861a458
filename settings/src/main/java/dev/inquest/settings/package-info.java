/// Settings files: YAML in, every problem out with its line.
@NullMarked
package dev.inquest.settings;

import org.jspecify.annotations.NullMarked;
