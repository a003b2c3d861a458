/// Keeps answers up to date as records come in.
@NullMarked
package dev.inquest.query.push;

import org.jspecify.annotations.NullMarked;
