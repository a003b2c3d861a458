@NullMarked
package dev.inquest.standalone.demo.fleet;

import org.jspecify.annotations.NullMarked;
