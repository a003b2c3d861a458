@NullMarked
package dev.inquest.standalone.demo.summary;

import org.jspecify.annotations.NullMarked;
