"""A country small enough to draw: two provinces, a city and a regency of one name, and a city with a neighbour.

Villages lie about a kilometre apart, so that a hundredth of a degree tells them from each other.
"""

AREAS = """
    | code       | level    | name               | kind      | parent_code | lon    | lat   | postal_code |
    | 35         | province | Jawa Timur         | provinsi  |             | 111.55 | -7.65 |             |
    | 3519       | regency  | Kabupaten Madiun   | kabupaten | 35          | 111.65 | -7.65 |             |
    | 351901     | district | Geger              | kecamatan | 3519        | 111.64 | -7.70 |             |
    | 3519012001 | village  | Sumber             | desa      | 351901      | 111.63 | -7.70 | 63171       |
    | 3519012002 | village  | Sareng             | desa      | 351901      | 111.64 | -7.70 | 63171       |
    | 351902     | district | Wungu              | kecamatan | 3519        | 111.66 | -7.66 |             |
    | 3519022001 | village  | Mojopurno          | desa      | 351902      | 111.66 | -7.66 | 63181       |
    | 3519022002 | village  | Sumber             | desa      | 351902      | 111.67 | -7.66 | 63182       |
    | 3577       | regency  | Kota Madiun        | kota      | 35          | 111.52 | -7.63 |             |
    | 357701     | district | Taman              | kecamatan | 3577        | 111.52 | -7.63 |             |
    | 3577011001 | village  | Josenan            | kelurahan | 357701      | 111.52 | -7.63 | 63134       |
    | 3577011002 | village  | Banjarejo          | kelurahan | 357701      | 111.53 | -7.63 | 63137       |
    | 64         | province | Kalimantan Timur   | provinsi  |             | 117.10 | -0.50 |             |
    | 6402       | regency  | Kabupaten Kutai Kartanegara | kabupaten | 64 | 117.00 | -0.60 |             |
    | 640201     | district | Loa Janan          | kecamatan | 6402        | 117.00 | -0.60 |             |
    | 6402012001 | village  | Bakungan           | desa      | 640201      | 117.00 | -0.60 | 75391       |
    | 6472       | regency  | Kota Samarinda     | kota      | 64          | 117.14 | -0.52 |             |
    | 647202     | district | Samarinda Seberang | kecamatan | 6472        | 117.14 | -0.51 |             |
    | 6472021002 | village  | Baqa               | kelurahan | 647202      | 117.14 | -0.51 | 75131       |
    | 6472021010 | village  | Tenun Samarinda    | kelurahan | 647202      | 117.15 | -0.51 | 75133       |
    | 6472021011 | village  | Sungai Keledang    | kelurahan | 647202      | 117.13 | -0.51 | 75131       |
    | 647210     | district | Loa Janan Ilir     | kecamatan | 6472        | 117.10 | -0.55 |             |
    | 6472101003 | village  | Sengkotek          | kelurahan | 647210      | 117.10 | -0.55 | 75131       |
    | 6472101004 | village  | Harapan Baru       | kelurahan | 647210      | 117.11 | -0.55 | 75131       |
    | 65         | province | Kalimantan Utara   | provinsi  |             | 117.60 | 3.30  |             |
    | 6571       | regency  | Kota Tarakan       | kota      | 65          | 117.60 | 3.30  |             |
    | 657101     | district | Tarakan Barat      | kecamatan | 6571        | 117.60 | 3.30  |             |
    | 6571011001 | village  | Karang Anyar       | kelurahan | 657101      | 117.60 | 3.30  | 77111       |
"""
