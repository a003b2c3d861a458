/// Settings files: YAML in, every problem out with its line.
@NullMarked
package dev.inquest.collectors.settings;

import org.jspecify.annotations.NullMarked;
