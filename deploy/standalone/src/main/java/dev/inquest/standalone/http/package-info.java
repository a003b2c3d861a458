/// The one HTTP server of this process, shared by registry, query API and console.
@NullMarked
package dev.inquest.standalone.http;

import org.jspecify.annotations.NullMarked;
