# What dpkg's own reader makes of each changelog whose path is a line of standard input: a line of JSON for each.
use strict;
use warnings;
use JSON::PP;
use Dpkg::Changelog::Debian;

# Bytes stay the bytes that they are.
my $json = JSON::PP->new->latin1->canonical;
while (my $file = <STDIN>) {
    chomp $file;
    open(my $handle, '<', $file) or die "$file: $!";
    my $changelog = Dpkg::Changelog::Debian->new(verbose => 0);
    $changelog->parse($handle, $file);
    my @entries = map {
        { version => '' . ($_->get_version() // ''), maintainer => $_->get_maintainer() // '', date => $_->get_timestamp() // '' }
    } @$changelog;
    my @warnings = map { [$_->[1], $_->[2]] } $changelog->get_parse_errors();
    my $tail = defined $changelog->get_unparsed_tail() ? JSON::PP::true : JSON::PP::false;
    print $json->encode({ file => $file, entries => \@entries, warnings => \@warnings, tail => $tail }), "\n";
}
