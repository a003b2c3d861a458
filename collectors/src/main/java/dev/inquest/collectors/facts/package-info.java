/// What this host is.
@NullMarked
package dev.inquest.collectors.facts;

import org.jspecify.annotations.NullMarked;
