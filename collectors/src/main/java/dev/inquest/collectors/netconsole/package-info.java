/// netconsole: kernels that send their console as UDP, with their last breath.
@NullMarked
package dev.inquest.collectors.netconsole;

import org.jspecify.annotations.NullMarked;
