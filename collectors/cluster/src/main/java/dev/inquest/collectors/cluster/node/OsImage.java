package dev.inquest.collectors.cluster.node;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the distribution out of `nodeInfo.osImage`, which is the `PRETTY_NAME` of os-release, and
/// names it as the agent would.
///
/// @param id as `ID` of os-release
/// @param version as far as the pretty name tells it
record OsImage(String id, Optional<String> version) {

    private record Name(String begins, String id) {}

    private static final List<Name> NAMES =
            List.of(
                    new Name("Ubuntu", "ubuntu"),
                    new Name("Debian", "debian"),
                    new Name("Amazon Linux", "amzn"),
                    new Name("Red Hat Enterprise Linux CoreOS", "rhcos"),
                    new Name("Red Hat", "rhel"),
                    new Name("CentOS", "centos"),
                    new Name("Rocky", "rocky"),
                    new Name("AlmaLinux", "almalinux"),
                    new Name("Oracle Linux", "ol"),
                    new Name("Fedora", "fedora"),
                    new Name("Flatcar", "flatcar"),
                    new Name("Bottlerocket", "bottlerocket"),
                    new Name("Container-Optimized OS", "cos"),
                    new Name("Talos", "talos"),
                    new Name("Alibaba Cloud Linux", "alinux"),
                    new Name("SUSE Linux Enterprise Server", "sles"),
                    new Name("openSUSE Leap", "opensuse-leap"),
                    new Name("CBL-Mariner", "mariner"),
                    new Name("Microsoft Azure Linux", "azurelinux"),
                    new Name("openEuler", "openEuler"));

    private static final Pattern VERSION = Pattern.compile("\\d{1,6}(?:\\.\\d{1,6})?");

    static Optional<OsImage> parse(String prettyName) {
        return NAMES.stream()
                .filter(name -> prettyName.startsWith(name.begins()))
                .findFirst()
                .map(name -> new OsImage(name.id(), version(prettyName)));
    }

    private static Optional<String> version(String prettyName) {
        var number = VERSION.matcher(prettyName);
        return number.find() ? Optional.of(number.group()) : Optional.empty();
    }
}
