/// Consoles that a cloud keeps and gives out on request, asked for when a node falls silent.
@NullMarked
package dev.inquest.collectors.pull;

import org.jspecify.annotations.NullMarked;
