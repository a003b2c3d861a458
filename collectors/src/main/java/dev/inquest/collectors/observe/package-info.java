/// What collectors report about themselves, apart from how it is logged.
@NullMarked
package dev.inquest.collectors.observe;

import org.jspecify.annotations.NullMarked;
