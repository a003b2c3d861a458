package dev.inquest.console.access;

import java.util.regex.Pattern;

/// What somebody without the token may fetch: the program of the console itself, which knows
/// nothing of the fleet, and the way to log in.
public final class Assets {

    /// Where the files of the console are.
    public static final String ROOT = "/console/assets/";

    static final String LOGIN = "/console/login";

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}\\.(js|css|svg|html)");

    private Assets() {}

    /// Whether this can be the name of a file of the console: no path, no dots but one.
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    static boolean isOpenToAll(String path) {
        return path.equals("/")
                || path.equals(LOGIN)
                || (path.startsWith(ROOT) && isName(path.substring(ROOT.length())));
    }
}
