/// The kernel's own account of links and addresses, over rtnetlink.
@NullMarked
package dev.inquest.collectors.netlink;

import org.jspecify.annotations.NullMarked;
