package dev.inquest.collectors.facts;

import java.util.Optional;
import java.util.function.Predicate;

/// What `/proc/cpuinfo` says about the first CPU.
record CpuInfo(String text) {

    Optional<String> model() {
        return value("model name").or(() -> value("cpu model")).or(this::armPart);
    }

    Optional<String> microcode() {
        return value("microcode");
    }

    /// ARM kernels print numbers where others print a name.
    private Optional<String> armPart() {
        return value("CPU implementer")
                .flatMap(implementer ->
                        value("CPU part").map(part -> "arm " + implementer + " " + part));
    }

    private Optional<String> value(String name) {
        return text.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .filter(rest -> rest.startsWith(":"))
                .map(rest -> rest.substring(1).strip())
                .filter(Predicate.not(String::isEmpty))
                .findFirst();
    }
}
