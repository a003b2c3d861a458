@NullMarked
package dev.inquest.schemas.json;

import org.jspecify.annotations.NullMarked;
