package dev.inquest.detection.forecast;

import java.util.Arrays;
import java.util.Optional;

/// The parameters of a kernel command line; what follows `--` is not for the kernel.
final class KernelParameters {

    private KernelParameters() {}

    /// The last value given to a parameter: it is the one that counts.
    static Optional<String> last(String line, String name) {
        return Arrays.stream(line.split("\\s+", -1))
                .takeWhile(parameter -> !parameter.equals("--"))
                .filter(parameter -> parameter.startsWith(name + "="))
                .map(parameter -> parameter.substring(name.length() + 1))
                .reduce((_, last) -> last);
    }
}
