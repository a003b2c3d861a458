@NullMarked
package dev.inquest.schemas;

import org.jspecify.annotations.NullMarked;
