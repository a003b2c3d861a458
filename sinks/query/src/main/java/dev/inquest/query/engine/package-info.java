/// Plans and runs SELECTs with Calcite. Nothing outside this package knows that it is Calcite.
@NullMarked
package dev.inquest.query.engine;

import org.jspecify.annotations.NullMarked;
