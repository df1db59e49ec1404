"""Whether a tree is sound: ids once, parents and counts true, pages that add
up."""

from . import upnp


def sound_tree(t, device):
    """Every object once; (objects, {container: [ids beneath]})."""
    seen, beneath = {}, {}

    def visit(parent, path):
        page = device.browse(parent)
        t.equal(page.total, page.returned, f"TotalMatches of {path}")
        below = []
        for o in page.objects:
            t.check(o.id not in seen, f"id {o.id} twice, at {path}")
            t.equal(o.parent, parent, f"parentID of {o} at {path}")
            seen[o.id] = o
            below.append(o)
            if o.is_container:
                t.equal(device.browse(o.id, count=1).total,
                        int(o.child_count), f"childCount of {o} at {path}")
                below += visit(o.id, f"{path}/{o.title}")
        beneath[parent] = below
        return below
    visit("0", "")
    return seen, beneath


def same_as_alone(t, device, seen):
    for o in seen.values():
        m = device.metadata(o.id)
        t.equal(upnp.ET.tostring(m.element), upnp.ET.tostring(o.element),
                f"metadata of {o.id}, against it as a child")


def pages(t, device, seen):
    for o in seen.values():
        if not o.is_container:
            continue
        whole = [c.id for c in device.children(o.id)]
        for size in (1, 4, 7) if len(whole) < 30 else (7, 50):
            got = []
            for start in range(0, len(whole) + 1, size):
                got += [c.id for c in device.browse(
                    o.id, start=start, count=size).objects]
            t.equal(got, whole, f"pages of {size} of {o}")
