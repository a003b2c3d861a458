@NullMarked
package dev.inquest.standalone.demo.stage;

import org.jspecify.annotations.NullMarked;
