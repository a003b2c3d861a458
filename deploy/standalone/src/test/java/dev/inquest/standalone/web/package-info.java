/// Walks through the web console as people do.
@NullMarked
package dev.inquest.standalone.web;

import org.jspecify.annotations.NullMarked;
