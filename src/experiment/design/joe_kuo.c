/* Direction numbers of Sobol' sequences in up to 2048 dimensions: the first rows of the table new-joe-kuo-6.21201 of
 *
 *     S. Joe and F. Y. Kuo 2008, Constructing Sobol sequences with better two-dimensional projections,
 *     SIAM Journal on Scientific Computing 30(5), 2635-2654; https://web.maths.unsw.edu.au/~fkuo/sobol/
 *
 * found by their criterion D(6), with their licence:
 *
 *     Copyright (c) 2008, Frances Y. Kuo and Stephen Joe
 *     All rights reserved.
 *
 *     Redistribution and use in source and binary forms, with or without modification, are permitted provided that the
 *     following conditions are met:
 *
 *     * Redistributions of source code must retain the above copyright notice, this list of conditions and the following
 *       disclaimer.
 *     * Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following
 *       disclaimer in the documentation and/or other materials provided with the distribution.
 *     * Neither the names of the copyright holders nor the names of the University of New South Wales and the University of
 *       Waikato and its contributors may be used to endorse or promote products derived from this software without specific
 *       prior written permission.
 *
 *     THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS ``AS IS'' AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT
 *     LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT
 *     SHALL THE COPYRIGHT HOLDERS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES
 *     (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 *     INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING
 *     NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH
 *     DAMAGE.
 *
 * The numbers are theirs, the code is not. Encoding: a stream of bits, six a character (base 64: A-Z a-z 0-9 + /), highest first. Each
 * dimension from the second on has s - 1 bits of a, the inner coefficients of its primitive polynomial of degree s, then
 * for i = 2 .. s the i - 1 highest bits of the odd number m_i < 2^i; m_1 = 1. The polynomials come by degree, so that
 * degrees are counted, not stored. The first dimension has all m_i = 1. */
#include "design.h"

/* Dimensions with polynomials of degree s; of degree 15 only the first. */
static const uint16_t dimensions_of_degree[] = {1, 1, 1, 2, 2, 6, 6, 18, 16, 48, 60, 176, 144, 630, 756, 181};

enum { BITS_A_CHARACTER = 6, LINE = 96 };

static const char table[][LINE + 1] = {
    "2QJM2JKESJ3ZtANBXsvDYeGj0qE24mOYrTszKU+B9s+YnzHiHOOL5GgMaOmSOqcW+PVVmjzmImifeBIEHTJdlMxylO1gbq5b",
    "pGUJai3SuA3DYe97cbzH1Q7QHT+Zj0V3/r7AtKpZviaXaxhF79FoLMecfAnZQSUHM0UlR05x6ELLkOlyTo43rz7G1CFfhwwg",
    "3Vyxn7hCSPnFv/dXopatQgjLkL1u8NtEGwQiEAomWCqxaLDns/kZFVD7RbLFUdhztS9ebKA78079NMRuNwbPvvKTtbztjFA+",
    "Oy6auAQxa198kkp1RuJ6FRSg1AFBUnrHB97VfBKgygVbO8w3/zXqC/YtP2ckE+v3ZoTt6XmQbVY11b9XoIDDaKx8PDnIMQiZ",
    "TrRnV4qB2v/xiPx32lWYkUQC58SpgouDhk+dFMukZwp6t74yh63RcMnTmwYu3yPRtSrFo2JbZ8ywvOK55Qx43gv55mmsB8IA",
    "ISSL3Hnepwbx2mZbVB19ykol4a7jrRqZ2U5TFQN4Tub/OIXmrqYTcils7LpaW4fPHG6g/u/0SUSzps/a+kg9SQJOQkuLe5Qa",
    "0U3/6G8wnGg6/jZKwsclw+Fqexl9JhEIJcBvlPQyk/UiAj/xyrPiiK40wS/wVDFHSMBOfxDXwL426kPzmqHqXbLpzzcniWAu",
    "ET+27n1+g6kNJhIzjUwEZt98jgmqkiT/Pq1tE0xw3IZ3DYU8HRtFmt4lCpGVnacRlX21rQiBclrxfIYyXHWEbF7mt2TmPUql",
    "TKpyWWi+8kPHOGhoCzi9ZKXH2WDptDJnlWVPz0FZn33C+kKB+H6csys56mISZwby7mJIVIDuhW4gYlNU/tO3aY2zH+VgxgpD",
    "8sMmo+JJOk3H4e0WJaXv7i+g8Z4RbgL4wC5+fmxGTbL6JGaWfuIma1TmyEtQAbANiIC3ezrS3uMaDVa7fhYlSj7rL9Wvk1d/",
    "ocWewzgf5zcdwT1528+sgWFRJJzLs5cQO9PH9NGUyQfJLpdN2CbfllJtUIDNsUWzdZPfHYa+Jdivyk/1+rt9VNnpbH6uNsnt",
    "YyMAOTLrKmk16exbI+d9cFfa5U/RUTz/y89F/Mu2v4GYR2OZZwCv3HD04EJ1AX6K66h28RjBVc0bclk1LkCyyoMh5MWswI4A",
    "9DrXuxNoYvRATdrGzRwyN0I64u2EGBx3lPCN0vcFD2xYrZngCA6I0Y5DsDXnCwSitBxzlb21wn344L+i739xUgYm2DRF4ECw",
    "4IziiHo2xGdzMe7DjjDWNDNnVhNijcIcCW0+97rHWo5nm6V2td4ex1F1m0uFGNtD1+QmpALaruIbhKx8k6X8qRN2ACG9auD8",
    "kgLkJuhuBpRKE+5kTNxT2Cd6LZBPtp9+E8wEVxu0xcxKJllqw6MimEUnKMtGaxtQAqCmd3kiid/pW49wYQp3GAy5q5V41/qd",
    "+l1+gikY94JYL/Z+ILuXYjeYI8V/vkJYhgxx7GVjJUlkpq/PMqUQXInzW9s2SyKgaxm5/Lasu4MOzOOHmFTQUvjEdjWloZcl",
    "R0s8osFBgFI2wx9xKfhNm1uK0AMXXdUbSh/IGAs+IqkrUpQn1EZBihRbEhUFV5CHHFUJFGUZ1iT3WdqSSKpzP5TLPkwb3bG8",
    "sFV8psjNFjO+lalTyYIdR5wuwwn7ZFgYXi8u5QoKjegMQXNakKDK+mctRsVOuCRt4oqbBKmaHsemt5AYVUPP40nrGR2rKq1b",
    "QEaNIhWkkDl9sV7kq1D1+piMXam1vW0nhV/spILpFqSN5NHbDXdFu/fWGJ7IvF7NYaYXlXlfd7qi1376PzA60Egn8MtMWEed",
    "/AgLfvysQ+Jz5mmJz7ZlyWF1fzm/Ez6lN83oQrVxoEkTqxn79bTSkywFkq2wXWsIZdS6RNAJNePjJv1N2YYbIyHNl39Mf029",
    "nfEZ+nVvlvvzfZXuFSlLh/YKPO+rdTHFppkpEPUGQuSIoIAQKpELcpGTEFb15F+6+zEqk+mJjZ24CylAYUpvbvHzx21x1z+H",
    "k40kEiiLwyPbP6yQXlIkNe55TwKVzTs++eZ7kDy7/7h9tDUsHxmAlUC82aTd/7meIGNDMlwQ89oQZZPSidSEhHg9j4E0zqep",
    "/FYJGdU2Ku9eMApC1CMNe9cazJS1orDBOI5RPHMIjOcJyE1FVy3xEV6kTeve33wHp3JfkDFuH5U8+TVlKIYDh8xcnD/QanEN",
    "YHJZx0aOggQlcS/N6Wo6GBH+mN7xczEfvJvMyuJOHynXN2aaqL+o7wYrs1G4/ASw4ZYJxS8sudi3X9ToKizucyCLsntVa79J",
    "mCzrQLQK15VfSGyhxRV9BypXb1HZJNBRhEtlaTbMDu+EhH5UtCi6rQuhAYqDWViA05K+/UcTiKaBypgiqgChAqN7Ad9WBpGZ",
    "WlqAMqxTgDOJXyszVvfcqrjvD1triM97tpBtjzZLsaR2QOq0Gz5A/WIJI1ENqErQA5JoOArdQ221DNaVc29rkV79S0NfuReg",
    "Xfa82bnddojlmzhpPW7alJlQ4uRCt4EPb+Mo2vHrzrCD6QkVWm31s82upMMXawJb0YBmtLeHhzAStXbh9jXEPMFoiKOvbOJ+",
    "/UbQG/w+sVfCB/RQfpg4zUWkLH3OfDxx0/dj+Q5dTka8iayJ26hDJfAiy4fGo/GVZ1pKadqxO8vzd+yL7lPV5xRkYIOTYD7z",
    "3uYCzBaeHzn1ShOXeYQV/QD61rZweft2kl1ZmSrp4tNPDMw/mGxvraiVMHHO7DE512wZmHlyzQZs/Jy1mAaGxbbmTpaUSHpN",
    "28qGPRRkssjd8c3ZyZg8LtcKjmdT+TymX4xk/EmeSVoXzHF50mO5r5vmytXOY9wt4/XCrduF7/O2u1P3Nwixvui9tCAZ3fyC",
    "Hx7oB6rCFPzMf4IO4sHePI/PyCSLKDFNSmPlwnxN7AI0/fNt1fHJdSohemcn8k3CVCo9bkerYXJnmZ7WKpjXCusLj5vJhyJe",
    "K+Pf06lEqbz/aGPy5w+ykuEUpfpmSroSGU3DBS2PfKEdl9054DSAb51b6YC4LoHt9w1g7jeViAoPrT1lT2cjOfYgmKv1QSh6",
    "Gdx+BodrBe0/8EKDADrud+tgtbczLcIN3eWqygIz0fcR5rya2sHU7XpQkcWKaJY2I8USROwkBKtnf9FBmCnjd3q9/XXB+AFX",
    "tXGRH+YZCcmLAfkhpJOBpLuEWqzR5vnsLWZnwwqrUv9veZF4lBs2drzIhmBBbfjsD63wQx2JqEsHfIx4bRskqMwGQawoj6Jg",
    "Vr/XUjdu84erNBEogpHj1RDvH6QU+diZiY7aeJwBHW4E5IL8onjlgelZJ+DQlql5APPoEVw0Ydon7isktQsC3nIB/IeVd0pZ",
    "fYhImlTyoElDDupE/rZ0MvUiGOv9gSEQCxtfxMgaaEldMfr2toZx8z63kzAXxrEz+xe4JSTEDgCpph+rqPUySSx/jcDCBFcw",
    "lr9V0nMpaE2NMN2o8rOjsePZvvVGZModTffdXlvdpp+pAYf9+64S4N9A6GMCnysfF4a/UUNhHd2cTN5XdbonKVRKUFleJlvR",
    "djJlETGR9wyOjPOamFBQC5vW9HUk23YZTHOTJKUyLPA8HfYz0aUrFwbXkSxOiZOppSrheP+Iv1+RUPLOh+TXclbM2o7jgkUd",
    "CLokJ9U00EXhWwD8hC6yc5k3Rlj4rEi1xbKt7NALxM1sLrwuQyWle6Q6TXcIC2IHbD25nivWK+skautjaLhglGofYEb98QmT",
    "I0KeK2e2ZxkPmVH2QPRLAsSWmssaJKXJ8RUWyCakEXwvkc1yrmi14U7IpfyGAdbNxW6zHPwYEGMbzjKd+1VcQ/BhnXQnGXm2",
    "s9TfBfOilY+qgaSe+dWd1cotvIC/ChVc8S2skWL7qTv5h62msqwI8elK7L2dWJQKT+4Fra3vk74X9hqaKCevgvTl6jRt4+o6",
    "hWp83Q0/k5smBC6rTaxtPqfrlCJFiM+F7uhm408S34RS1zUc07EYuHd5JRXWu1npR398zqaIk88L+ka2yDBi6pCtXBJrsspM",
    "W4mH3QuUE0tFRLTvk/J0srrVnJoeM7InZew2A86XQAFo3zFwOux1zCl6yomxF/GN8b+gFK9N5CdNjw9KnuVqclhQm/auLW0/",
    "s5/QJ3lGttqu1Z5ltNufpjjOtf0NKq7J0bZroh9orz7KHOUd1yHHRlDw5Ke967zFimlKS1oMr7X/WtRfAa87dAnV//K0KA9Y",
    "zcSUv6/Vw68bDvzk+Wgar0wlwN9xY8hd9YXGpbiPG4ypWuxNcFZdcZfuru1j1Lnjaq3kGLxbVx9g9H6QfcbXXIVIUl6gDkp8",
    "yumu1vs9yzydPXd+rOoD3fl9DUq8G2+LcjzOn3ed6fy7koF/GymOsBK+dMYrPxlKdYIUk16z/H9c27wWl9hDhal6HyPhOmT8",
    "XWx6UE4XExDOciv5iQyIeQ51G1/6QIvWL8n30YS9ZqEGBTZS9ORTvIJ2eoWy6nEOeSUS/1EXmJcsTTb9gfAdjMnJ7qKWUH1l",
    "lOZyKtyKY/Hi3b88l1Pq+qCQztWaDGB7mFzUBboB0jyrl6BG0dcG1qFlSKoE4Ac6ZvVAVHPZSSVD9SmrWNALyeLACq4ddcEe",
    "S2wBuoAMbCpkLYpUpeihE2IMaokN14p8jnwpulkFarTHRo3hmWCoZOhFLOAnFzXm2B679HfsuRPpyhO1tgpvD8oSm1I9oWqv",
    "KL5n0Bm6OzkyPfvzmsQkYhMqHo3To5XVroSCpmiTHcbKJMA4inmsWfEMOOEgwHiA5I+NlD6yCEpTUPd8nNOAQqealJsX7jVH",
    "G8X5wV7rH5hBhmjxWFu0dv3QlXXBxNQMGOvvaiGwJwHm7my/kk53AcgmIh8zANEpKcvFfVOnfVSAT4OKxA7OGXtPLZAaBzaS",
    "dT4sMiHftAp2IzVLaEOqY0/PAyu3l5vdPXmNePEA3kKGxExzpVSwS1BFUOCpMrx6e7M37BGg86w2oHD2wITwBPUI+j3vSGSR",
    "AkKBS1++CvAMMEFFZjBXLgORsrnWlq1VcBdyNQnaciUUg6wTBeMQTeTz1MT3YfrBhU9LoO1X0jwEspBkvv5PHBzp5oM6XBwi",
    "tj3q117w7/ylB5QJtCqJDA65tJVCGTvVTX/ws8Ii9ZCKoRUu0deWy+CIqCUwahMeSYf5t/iXCX/oxWFrZyCwZSSCdB7K5xDj",
    "7rtEEOChwQ3FffHKkf2uqCzFiiS+UkLjxPSpC1xspfMupqxsN+MC8Zjo1pG9/GDkNXDEq/tGZ6hkGHyOLDL6gwicILgBRRw7",
    "DO+PT0gGR0snZW6DfZ9MWwXbnZFQixDgAwhfDAnSW9RhIDjkKR/bXE98DlTtDm5SulkCODHt4mODvI6x0+FPZxmneiDxLxXh",
    "zpRKzr45LD4hWPb0o9Mo8ThiD9DdnnUMebaN9PcEMFEZEOsWBf/VUGES/02D0gqLtqCzPEb5MEYmivxUJWVEEew+QqNURoU9",
    "s3VEhPh1KCJqe1fT8iEtIoqi92WnG1vSnEu97m93oJCXPh/WE8Jk7amy+igr2zAE/i6Mgsmmt8te/oFESlYeLgVCzW0CdFL0",
    "P/TAwy3hWAMVFNF8ZnVzIT7qtMIFZaka9WFPNMkbvIFfQPDaw2t9r48wvFmDDwjMB6FyW3XGF3WhUph//siQqJMF7hY6ntpZ",
    "kikFUlF97rtsrvYaqSDw0GCV3RWliy6zsiB/GTJSDoGhAAZI3/UGVo4REYZ97SCjeJGjiVJaxXKwpWgOsGqHbNZP3mNPL926",
    "GsNbctwcD3fQBumG3SPQuxq6TmcLobG4qjWf24w1J9CirG+2CZnWgwQ+4Tx+HDZ8Rg6iYFIA/kwHGXdo6p3POYbIUeHKpRPA",
    "ZEKQGXG6+HRhVQLDQLctLOB7HUZhXxshYJgSJG7HYy4ue90oAhDPKIHbtAgV51+9U/IG8Hd8tJNuGZOa7zoiHw56xCLtJVC1",
    "A7kH252SiR++hror9nH8aEdceQe6d3hwDIFGKxFML87IPb1YIJlNSYtqa1FQFBiIPvHnkIOsfqTgBeISKXfMR0qD2WQuLIUf",
    "6wHikULnWCaBIeTZ9DRjJAwqqn/Io9HYo86Vc8OWTJIrL7j1nWk4sPMQ3Iw1vGUSpUMCtq8cI2mqLacJQ0H0t3VI/tQl9PaW",
    "kof5EtJBD/0yD0pCsy7gZJNzqVd+bcX3GeUdJOUi6LICy0hJ/5iJaRWPGO4tDhLf88JfiT1M7DuPpQlh6Jg1lO/C/Nr5Fm6o",
    "Jjlb6L9oz59XkbZJl84YtEojNpZHx0Jx9wKeH1CzR/amRKE/YUMc6flAcvsfKL8RJW5JvqqxREmKOKq7TaVycgJc+MKQ9R6x",
    "X8ocZ08maKWX+j7jHtaoUNpFKcGjSLEcPNpu/WHKp9vIwQYcD5YAibKqzuFhTPDSuIsLoKxLAxwZ/uwTbDNwK4rY91+a2S4o",
    "IX2K72JO2mt0bfXB8bLDm0Pc7yGOp+bEeLF9BfrQPWZEt3cyLKq0vwHOMf+2nXALMpfHk90h4wfTCgLPKS9YAZ/OOxfyhLX8",
    "CFcTqu1hGS1QLemm1/EOqU+6hixLiaP6CPdjFH3+2PLnGSRaIGZ9xpWGuLru1Q3Q0whWTFIoL1dsxUluiQSVUxDMBbxo5ZxC",
    "YSpTb1MCTbGNNxAxYIL/FMIO8hoPmuGF5VAaMWgqmFJVzSSwsR6Mflih10rlduq5uVMlETFmbMcQPPBJ0Mp5StkfXFM2uBcH",
    "Ms2Fju0VN7HUtu/M0XPcGdqTdBp6yhM79rh9uv1jjtJ35M910BRfBX+OA5duNDgZddZamudetvcNJaiqR6Zm2+AbA5NM/z3o",
    "d2p9wDpO5NYa7kvYqron78lRNbFxLIBJB7f0cE4Ne64/NfFYcdORJONhzgYuAsPKMdljjN1lPgb7J7M7DM/JN6Wr/PRz5m08",
    "ZTrOJVFo638k9q+UXaOUNom0yehSUe/V2OduTnnpt2LxmL3bOnE5WJG775Sf74BOrEVBDAsIad9wZaOuHrNvzlyC9SYP4O10",
    "t0xrHv/GQ9MuO5K4SrwI1tx9kz4O8LPyza50AWhMjkPBNPdD3CIvjG9N+PI/xF1L7s2ELhMtPQGb43CyjoIf0dpPcNB+sjL8",
    "B9XVAzPjYv7GBWRgGTQuTPlYAFSaIrRXJrjLPvVPwjwMWVojK9JP3eXQudINOpocQiP4N1ZISURdyRwx5QDqewJSYFfF7Cpy",
    "QMuSU76BjEP/9GMQPz/Ycit6CTVvuIQRfFgFoGPKjRd6KQYyjUAMQkdUqQSHQdr2+GRdUAPr192QeKsgNIeBO/djXuQimev1",
    "8hRGDxZpCQzGzWpCVPlwxcHFQ6wuVQhnoKmW6onRCbzjpQHu67tq3GRVoZn66MmTaxXxkRWR7c/wVTyFHxPjRfvjE49gOlnU",
    "bGZRmXwPsi8AhxpTe4RqxdKnMoYgAgJS0RvI2vFkD1Ts1VCURxF6bV/drCEaA6DR06FxKHcHDtVogkR91XdVRry7IyUe/SEc",
    "K24LRXZLtejESH36s4kLaBfEOmdSIPF/RM6TEypjBHSNUK9fdaWGGZ4PASVoE7W7c9vzTw+9Sadfm8VE3PWWDsOSfyooQYN8",
    "ySqZKuSgd7Nw5sNwNzWPdSluErCW9XNoGM7oSqGm1nwtomnnJr5S7jNwCac36BmBCTS+nIIBylGx5WS1XTAHgKLF68rRzmV5",
    "TJpSTn2iTyEKQx1TPHzoDsvA7GyjyfTXiDHQoXLLXgqNCTb5SRO7j8yOrJGYTeHgkOo/3dE2w6NThm1qhVVm6sjDmKTrmhHv",
    "dHOMfkDzHT56P+BMyisIC+9pT6wFtUBQ2vmbqFbUBqrplsRBj2rZBaUH2A//auVF0yn9BUOy8WxnMt1c5DvQUQTaPAyDYRKz",
    "sN7UZ9e+CQbEocVDH/UagE0WmQeNNmJFSUmJgaSb8IkWCsXPU0GEt+PiGx39GB3U3fnQMiz15W98XxU4fz/8A+MImxR/sU9e",
    "THjkkHfOlrAXU+uYsYMWk4hSzrdVSGt1az6Ee3ovFXVUbYY1sa7fVfL05VY9MBpceBTlngIhViyBoAIfJ1EIMuCVr8mBELUx",
    "2uBMA7VtraQGv++oPSY6rV1Y5J6djisuMhvkV5gJ+7+ma3R+qqRWAaIXt8X+BDfpQfWKXAlYIXc7YOK5eWRhv/qn/wgPqCjc",
    "WSr1h6DchHFuyChWX6VIYLGyq82hg8WbmRQwOHhu6ZVpmWhY8y8FacmF0zz+Wkr7ZmXRFptJDsdW2O5MeyoUh9HVROW/IBpG",
    "QwR09flRPXCAGg2NGIF64cuoXLsFHZSH6TbFeRKXNDe4OE5zS1GlvbXW3iFSCUjsY1bsvXZV06XXPSVn1ZglXs7DcZGZApkO",
    "sHSXylqQNg7VKL/La2X+shGDuWKgnZhRqYHs4O7Kx2Rd0Y5oYQ0NXrGrrXhsimdYVKZ+IglYGAsI3SYWq+OoXL/tJcE4RYfu",
    "iGPrI7wnPOMRYgl04rbWTPd1GGuYmWaLf+b73C04olY4FkNhJpw9S733vZFSrE4j+Uot97GrZG65NTY0grTac6aZKDxH0Eav",
    "Q/XWW9ZRslehOvqQ0jI/TZXwIpAHKdWIWYYeZeOcXVlFJB3I4T0ZicJQi5p8Mt6HmXZoEapBooxmIztcxZruxQR309vlBVu8",
    "ZwrCdlXJdO56vVzZzMnFr5R/QWWQ1AZ1UQo/gVSmtsCOOaG/5efdfCEE8gzZaMsrPptvoVt/auBaUTGhvXDS/5Y57baXELDA",
    "68PvXn8KKabJahpdvBaBZN0ladY9i4T/m//p3LzaiPdbQCClIVB43DattgVCRKw384thLaz77rCfG4UURHxCa6tZplY1Ek8E",
    "kpBbEf5cnJ13dvf0UPbHMg9NZn2+pLyAFbTKKUFATaUgPrp1bVduQQUEfIEBOs5ba+wjAMT7FRNvLQbxRo/CiE0RTcUv6b4l",
    "ZsjaUUZK5a2Wb+OmfqQgAUJRFnfcDIV5Tni1ixj3EScJ7d07MXsmx4YxYcKS4mBDrsBSLuKicUoom+gjC56wvOCckpWZUPeQ",
    "KX9xqkcncVnH3FTxPAtPdctkFWcLC680tq3LcuLAoQf4dx34D2ccwJeekHtdAtGwdyc1cn/sHPgxyTTYfdH/yPpaqyR5fo3M",
    "dIC4i/EZ2PUMcRvdLf8kbqOsbRLNxBdOgJM4yWZ/TlCZZdVhjONzfCqChtDWdZm4zK4D+K9Xk1odcPNkohN9UzpmPldvx20a",
    "RwvpeI5WXd9ICcTgOXMGmMdSd+OvxtuZa9QViffeC6LvWKXtDbFpMgeEw2GPbysamYCn4eIIYmeQL7f7BSQWeL2JzapuqSY8",
    "OjrefAPwnSCjDufbTFeguBGaNvNTQNp2rel3zTl0Mrct/8WeemYN9cD2geEpBkOesHpBY4JP7nt/YKevMiF8BXcxH0kSKeyz",
    "tL+h8kdXP7RYe0qJM/jlWNr54cbfKcqmDtAwGBbT8efSdRyP9G6m4gUK4fX4bL05Y0/JbpCOfYHowhvGBN1pz4hfnbyTXafM",
    "RDJaLmfuXtCPuhyY6cwibfzLTtTT2vuZjDLVf2seAX5AnF910vUf6gO5VB1FJjb1ugf/9Ghjq7wtEdB/agDL9OdbtL3820Ip",
    "gKZwd3+ZHHZRc2DgM3Tk8dSAVbBgFagXw61phecxtqB9NgkOXynO6rZinJqIgn9LMJrxF/lh7sKgz6Li3VExkLM+MKg8xzed",
    "go10fhH7zg/IqkMF+a89Y2ayhIgoc26ApYR3CTYhQxFazWVuL9ABYuhaQGWxJ59cxNNeOhfS8YWDG2N1616IhgAjuHTClT9M",
    "vDxhpFOmpo3H16PA7vhsp93QG28scwluMhyGsIFPtn/E+AYEh3RK8D2Jw4Xg77TiCnaF3bpa6wfWfhiHwkeXNNuFZaHQBiaU",
    "fC1HYv37hkUOij8mh6wum4aF0icimQW36rCbbPDu+OivvagGfZkhNteVYixpbBQ9ix9g3H3ui4hOokZCkMIguHei94fJeq+1",
    "KuxqatjR0yMMYRZlji2M2jUteBtouFe4bbKkjbxz+8SgzKwMF4zjigLmJ3NvVW+4c3jk1VRkl3caxHc4DjtvLVuaqD60sO3v",
    "jwfVWKcflH18WpLj1oRS1fibPP0s2Xj2PeHjx9a8Z50gzj5E88Y6sYch18Csj/4t18ujtahsrXNkEbR060/41DKRphkHVaVi",
    "RKd3daHEGkOzLrf9vcv6h2g2kTD0t6Ci0Li9sdlkcF2GNcZ5BSudgSklyaR7GIZnI+Cq5kpLtOqqNgp/DhDSkszYjKgrmoPV",
    "5pLkyHSyO3IQ7uFE1flAdSxG1U0VysiWqlJbqqRCRWYR2p2+lMu/SQdK7SJ66qnlPim1G9gbf/+TGKlUZX6J5/jJy3XaPlbU",
    "bC9x3N1/cZP+ld5yX+8ZWR49+1slhc+XA/B0E2sDrPlrkvve4kLn12iUBltGODVkhLmBOHkZlzl+ReuGWQzlCg9mDulupstE",
    "enuLAsmKPFKPsYhF856wDmXbtmsXxfc/B59jmouE4uJD0b2CJrLmuxy94o4TL6X8CTm6MlOOq1cC32RTsnLMLD55O1h8V42l",
    "nNECmzv56rY8t+rnVgaGz2QAM91qhUnclTlO4vCspDk3ungZXCG1ySCraPjHnjhmsOAUwJlgoeZnqdJzNeUhoARiyTnx/qHV",
    "v/elA5outny6QP0mziRcX0Syn7zkUDDxXl8rYXZn9QVSjiKINwoJSfoEodGSLd2DMLGo3oNJHd7ElMPiettvoThld2p4idGk",
    "k8Yogls7XzpgYXlyDMomH6SuV02wTPGVUov92atB/A9tmgD3o0dHVCG7zfb36DFo7AeV3R7fVKZlqQo9rMoTRF9c1kJeUpDR",
    "nGvG0GRY0s5rpJaymTxoSXkRprapMLMAgbn/r44rA1pS1KP7CCxTJmTw4peaUyy3QGXtceQdpkLL7hhlJwcq4/aptyGo80/e",
    "kjc6mBpzb50WvPW5cu2vdp8BWFkrYsFnMeD8qGwaRLsCkX9MwQZqP+LGfprgIhPrPGqSkAJmJ+YOkxtBuqY3okmTK+ZteSvO",
    "qbI/ZinSYvDwo86qiItXls+Voj8yhuqnpixG+FxvFqOBNquHjoUIHst3hMWjq2A03aZ5+PO9Dkrq5i/CtIYmE8I6D8q/eX5X",
    "5ykmB9DgWrO9tpEGT391LBZXrQU4eAc4bzWrlIwrckbGLWhMiqX/pQrmHRL1ADFaSxLV9rqvdN5aVzz1bLDzrsEGQYlxAxjE",
    "AJ0rxXcxDdD6EeGVOEr0h3h4mLGatE7aor3Ac0KkLx+xwHaRsArEDw8UhX6fx2ZsFThtCc1MwHAwmJsPCnFuSN7Si91nosSc",
    "U0mISNvi6UvAsXfUcuYDzJjlKyrsdp2V5SZKUNbOEZskxrDlk2nO/DXW+soaVKsRKqeBh6KystycMShDJ9U6kxps5wTzBqfB",
    "mbqIEzs61+ojIj5ZT4ltftIgcRzb/7DY8u2BtNvjFrdrB3VgwTktOmnwrdRwiFIspttWcjfS3jSCLHIiztljxPpIARSzXKi6",
    "tp5ldfVocn+WmOGtqqKpZ6vxYOvsWutxLIBvPAQE7VGOHt3g1Nf5Bq2z/HUtuC9pAqhfoHHXe4puHqd6mob6PoAYvKuNfNsG",
    "84E/UnHqiuQ7vbNP3BmMa7GPuWL09+CoZ7z4GHjucfkdxTYiZkYwfBugdY7SLYDsXaPwrujZsXORwG3b+cw8upFgCce0pMUA",
    "Lmdu4E3lXGCHfWe+2ru77ceoidDGNnE82vFj4K/ZOwDR4/Y9vKPyb4c31jcLw77vMYGKmsx38ALlkxvRwB5ns40hjOQ2cviK",
    "mjHlw8w8BXIIvnDc+kYpEui7hoxvoaZq+Pe0jvpCRQvr3t56gqCDEUn87vuWoK7F16+wzR9pvwBjVW0kINOm1JTv5Tj/ANci",
    "y7b1m2wBvdSrdNrBWDTcGwCQd1wK0sit+wDUwL7anNed6ge2Mi0wONwWZrTyqkDH4swTAA2Wm/UQYNTimwZ8+1M7+rzSIocd",
    "wlDAkQhARkiXA8Gws4VzMcmbGuyGsEw0AqoyFYfmXJ5mKw4N3+5d0wxxNHZExRO5vcb28pzJDE8xYPsU+tRJXDSvAexd2kQB",
    "PMjCxGeKmxkumoljgb4SQdsSxnwsz7ZllDPfY1wxwTEjVfDKlA9oixx5T6ogJoEzn2+/ox83jAUdBwOlHOQ/yAN1ps9Q/eM/",
    "oPfyDhvnaHwkBhZ7pmyFwmdZ6kpG7APNVyJIJg/hBy+13q+zyYu00yvaDibID9pynmvPRKluiXY1k0yzSlGNMrtC4GKQ6y22",
    "DPelSStL32aHzBX6xEAhVmEVI5kzCEsY2gDZZPYC47zLCTtgHzcJ+Th7FzQjoBWUyaFbVfK6zT+N4PuueU6kSxYzWb2GuKSt",
    "m2UFAzzl0yIX5ENX+adOIzmeeMKmTK7R2HGjzptFDcZ794ddrJiz3QWVfTkozg26YQz7PF8NPaAiioqI5z+IP8IgF3PPvKlH",
    "0D8mHDr3CfA0ArH0UaAOZJkN8TG2yp0XU7DJDb5TXKUQr0eJARC5smqZKmvn0olFQRQHK7S281g0urTjb8nR5vRO+a0wetF0",
    "BOIe0uKgr0zC/uJDUUjdi3Nw05cjU0XZYIMcgN206vri1Cls5EbLgm1EMEOmS62zlp3z81cnaozEkKJYb4rw1f5IkVjgC7DI",
    "yhK1mCGwD3M4YzQE7q1p0m9cPwx4ZaoRg1qmFg41a8anUI4o1vZ8WZoA48uc40O1yIITEOMuq+XO+N10qn32OVgNVC42519j",
    "Kj/KNjokjfFI2IlI7YOBDwGrKr/2VQHTP5NilDdLzT2W0KhU8yxHvdr8G2a7QN7RANUvoBsh2fJ4wn7gUBVWfBV2p9ospEV8",
    "SoxU4D2sX8R0Sbu4LqruQ2xPgCyIbojQkc7f2ym8ZYfDJHNOQK923PIk6Y0Y/jTjlW24hi5IY1dq926dY27dEfmjG2xJGn2/",
    "3FH6wTancwjnRfm3MjXkixkKzI+4oq3SVWCQ6D/qkLW8/3Uu9iReCl+p0VDQ3bA/yzmJO/xO0h03dx8ItankMqRV9h3oc6wy",
    "HHLFDeMRY3zdXPnHq4joUlgi358abdMLJOQwRkS3/P3Qs1OnRA3gj+4Gje7ICBlrd2Iza4JxC9pW0joHLWhW4KMXLYvPRVj7",
    "JL74PN7GSWVsTJfiiS4RZsCRm9wNFdC0I4SRsv1i7pjtsUUV4dAAUf8Kcp0wRqT4nWt20618qJFDJM4uMM+QG2NS6JBvp423",
    "dK9mXgk/htS35Bu0tNK49xBeulk5HN/oFwar9v27Ip5OrwNA0ughsWVty5Tt47FOd56H7Ihp5Vh6DQdbrKvqPag5c2vAIUAW",
    "VfjP4V5j/BlrihXIvHOJO50pjveM5N7bRIBg59CKJ53aZoJSydq5+mSQHgdJ2+JjEZ6B2FRi8HugVFep46L4+G+ER5H3XDzp",
    "6NwkMrs3ZjtrYmu6QnnoM12pHr59wt6WQFKzS83ApxnjB6ZbY2KxkRYoTZu46aZZGEBEXl7hbdG6gcQS0M5LWlbYiR6mAmMT",
    "iYaLtXMB76yWvw0X6yoQruyu60OehuySAwkUj2n6+ueUb2ODCcqBu07AtRgoBlWFQvnV37KwPGXP5D/uRP9K7YYg/MW+66b/",
    "iXN7bKbZatFxuhKvJQ7hqK2H54UyhEV9d7owAFg3Lf1mEwSZ7t41wU73ytDI7Gd7zJzH7dfALTKzTs71TLOU12czP4JeF784",
    "6Oi2OsAgjFu98CxZVNZuzu7vF0j8EKFl7lmjlpnSyM8Hc8JFdIb9KIWy/8NJsE5nSaLaexOE8VQGY6pUpzljGrl8fwr1ex9m",
    "sQ/UBy8gFvdTy12JOjfaW8pu5NipEdXUVmfD8y+n7yYhWgCt9kv80NM/7RZ1mh8fae9FDlWND5gdB3ODv9RO7N/0bgfo2guf",
    "9eNv/nZXTavMBSn9iaK0jACJiyv6aM9rBYcNbU0t2VUok9uYsPYUmI3cRuhW9wfBc/3blplTIx39895q/8XpXrn3c0+G6maL",
    "nQXRIikEt+MkWBuBnadHqs5F+PNR1Ij4exSYiuX+Si/J1UZe2VbWf9+bUqumd6WspldI5+eNkVDt7KlOAWzS+hlHILJPAo/C",
    "VnZ+iiXVRMcoX1oHcV+kxj2FLPWRGksrA+o5TLCoBOIiCaB5+rRXosHMr5xg90j+w8zBVWPXqmicFk/BMOK4G3kWWtAeg/Eg",
    "7iJt/ozNxKwR/I/g/SmzKIc3bp+/VRryLAjq4z2yIM/aHY/yiDpRoZVNC/xZFO+DdVKkpdMK/7h0INbDNTI5oZD/+XkAelOl",
    "pkq1MXAK7Rr4NU2lBBnWqUaQDh3ExTI0wv49Z/YBkBSbWwjOmmkG6CvR1nAXloqaq7qrOkRI4U8QHo/nLIz2y75YcNhzMCoF",
    "TMae24jsGvoIm+ArufehTWBWqXXMUmOALvHoeuVRAREsyBc4MC9NfptnGJp3ZA2t00AztykDlr9eFnnFCeuAOpQRw++blnhs",
    "oKVD4DzirJ69/EBdDFDoaRBDE8R82roo159KRMhARJ8KnimJD3FwzY6p8E6Yh0XchoWA8DAWiiBQhSmHHM5eq0zvVs4AZpHZ",
    "80a4Xi04qecw0GcVAAnZ4b9bUK9r8JBpz8wGDdJlQtuFCD4Qa1vW0s0rob1SIZJfgG0tHZn/lq49wUN7NGB1B20/LHOdnSrF",
    "RdZQdgXC1wh7UAmzDx1cgHw0dwEkyrTEid4d2ICDDP4yCcLj5Z3xejaAlYH/K/TKMa3PekBaUJgaCArct6VFaVjHOpCfr3bG",
    "RBv2stYIpjiwoUS/qy5u4qxNUjDMYKddGvMkN6xrxzvQvvCx7uIaOApzRkRM3mnQspwrkEQHiHdPavLk8LNsnOSQo6RDV67i",
    "lCC4/pBPLXrepVeuZJSgumvh4esrS47E6UaKELuHX8RaEJ3vbbN8kyDCYZ/juMN0Vk7MgUswyFwsyqBckKNS4G86UM/VIEFm",
    "0avGbMoqr8DfQucyKSKcdpnMHdMw4eHnPurFJp3rc27ekOVDiV1hqNVEKqwzWmDr+OrIYCzjCSovNLVg8gR49Fba4GchcgvK",
    "QPqmDM7hid4iYZggfjD7dcpVnV+bDLn9KvhRArkhGF82WlM9gi5noRDlr5w9twvOB04jn/Ec5lCHHqF7TcGjLjRhNLrOkiQk",
    "sN7zSc77cTUQwnGVkwynJYVOIUE3gZw1yH7RMYTBv6iBON2okC2YQkAQ8bnZIT7yv8zw7OsuzO9OY0FKrj+rBfFIV8rpxIOB",
    "Ti4Qd2+Zgwor61r4gVYygdF+F7wK8BtGCOFbgA8yIdCGgXq5v+WhZmpn/WcWE5GQfe1xwWe9Lp6Te4v795lCq0FpVxRWdQgF",
    "9IPRoXrxban8B2HCHz9VeyT/IXE/saOo8ZkGE3jUTvF1yS6PPQfnJ1NNgtDBefY8UEhjGRpy3clxIXzRtz0+54JzGmlkHIF/",
    "3C6LiVGQxcfvHZlRg9fexBhpxdg2gdqIUYdtKnJTY3UaHFVvVyGJ0I1e+IsWyv761vphjW5VETxcZjI9n7SAEZHg1CnUfTVe",
    "XL/nnxGWQud0Ffv7PPieEVXhmMEOJF3gWepl7eTS4ZxYmRMFYtNH0ELIqFGe5RbARgK4NIxcf8HBqXM5RYk6Ww0Y9vfKkbE+",
    "2m8ugUP4c1pqcAGzkmsUq8Jq1sSqOmLRtosAIibrofDJHsfIccw92I9kjjBDAUnHWpHTy/nzjeE62FJV+MJB35d+XXE804aW",
    "NYn+cenrbFAvvJZjwiW927HwdoAAwF2ncOhcz1PR+VuScPzUtFsRxn6v0fp7LDMmGgEIZsAB2DH72LW1ABd8lj94xmviBNsI",
    "zJE3mR8bYDBxsgYmB9ezn43NRNo6NYIOzpA7S9SzezdkuXBCENdVNWBpGbAW5WJ+8hb26Bw6DRPRzY+PTgIYRQP5FZ+qoDpU",
    "oN5CGakDUz/H7PY3repuoh/roVx8v9//ibhxBYIgj4ewy2LKNnfA1GkiOK3L9z62SZmTWKlYUkcXJ1EkWBYgwj458oJLZmdR",
    "J7OTYUcp0YKiTmkCbmq32QjGffKUUlo2StB7Np4ExekrCZJd4qh28s/cEM1yzP+CYd23Xq521hxOu+MOImpnimR1okgZReWs",
    "pRJz99vPH/qr0vkrJifyeAl5eP4YSBvruXXxQo0IKRpPFq6UC9OzXnKZXWGubkepL9VD4spCnsnXve6Sw6WjCgm4EqAtkzm5",
    "9ELqlDjYxRKh2s+tKGsRzORtD/7ioqkpDgN9lNhlsW5cMqix5mCBYFb8LU7gaxKyMg1YJNbVSaZCKNzitz7SeEn1VmWM5a8j",
    "0r5nI4xXRQuuNpzsO8LNyrGc8ThzIeh4s/+S0jHcqFMwS/4qsyUA8tat74IMDC3j9mosQULaub5PyzhTuszlMpDS21S/0Eqg",
    "vYLGZ0w4Itze0NcSZjbiBpNkHvLeerIuUxAGBfECKCES4UMOsvMAduLbygTx0uWJYTKPUmN/1Bf8/bLoZnQlksvOF6yfap9y",
    "6rgKyZ1wq5hAkXhvUu4dfkxveBgWVb7ZTGLyqR6M3YjHT77DRh3y8xBtr3UZ4ObGly0DUvV4VN/W+g6pbni6aNL33OUeprEr",
    "1preNE4S/C73MIdVeYKrpf3JQv7FPEkumBVWm2bzEuMCRTSFjTe93MlDqoMjB06zMAJ9TOhktqZPQw+qUkgZlXx1AWihj/MR",
    "squPWLIbAeKWjNdDEu+w0bM1GZobJD5N8xUUs2tQowLIAZWxh1Mfb9gb9+Mt7KCaRpTDIwPIiLhmZjya5J5ocylPnlTcXIS0",
    "FjfUYjMvaj35lwvfV9cuKebTMUueY2heNPDhjmvh0zR0nWOlYRxa4CvgJhM1/I9OJBcuq8SSMreTOxO1vQS3JA8cPj7jY0fF",
    "cmh7K4gjYxd7/4NMIPe3jKBaw+P+g7XzUQHNueKgiqi1p0rbQ1PHepigZtKa8wymN1NUB+2tQpqv3pw+RewTXWwIwJFFCkfd",
    "vllPU2O0iDzaW54Ij++udMNrG+SjUXmv94UQyl5jbIOM55GTcYdsHuBKM3AoKZCN69qaZuAMBiN+uDvErGAQJJrf91lzgH2J",
    "Nw9RXLF0XFfgg4Ua6eR+doVcNvlzpMON3j7TIl3EGPeqDGczkOdiF1hMnP60Zl6JM5JTgNgVrENoH2M6kiOUHhbyN8XTkH+K",
    "AP7DmsvDj8AYTrGa/Trg05s6LU2FSbLAYhKYMPOgrrqvVKc0xCzM4ffTpou08MOC9owT6ZyqI7SlgfBYvpdHWTj4gzO5LQEg",
    "YoPMPBaFX0/DujIyD9Go1XSW6FNk07uiK4VsYwToOINzMXPHf5v0wF+vt6HIGPRz1SuIf5QpX295od9ag9fysqV+f9ZLk4hF",
    "MoPaSFNmA+FD3qw/eapD27D3ExMcSiGySRqNs+fc6i2/PZ9BF5OvTxPqF3dMvM9rOZ3WyiyD7dl33Jvv0Fn5AhfiU+6cVmXr",
    "NRcXaaZfdjP6uA50bhPi2WYCCbakAZIrR93NsdEqhvEFBAfRJyL/vQSfAlY63EQJak/3zTx4OA0S2PM0F3fJMvlkBBu8UauT",
    "hCgS4USVSA1cFnHILLQ1QIdBMoAYf0o5u24UOnecequYVmE4dfaVZEsv1+hbVxbHFxGxLZRUpvvT5kBLruwtcRsEViItYWU8",
    "YmnLKquNNFeP2EqwZc6UM1cLH+RfMhR7RE85BL1GISHkYu0AFq7g7xoSoJ1ldGYo0DU1r1YnhWbeqaRpcRNjIMZH6Uqc97C0",
    "bCUYTEzeQtDL/yW7JHQYjXVhQ7Kswx75VMR21RFHvetc+t6ICy50eu+O4sw29JZ+HVklFHtLEWJSHStNxg61GVR9fkprx2od",
    "VZLohMXkf72QjmNz9/CWHXkJRIE0GKwCypce6AMpWySDxF64n3+iJVC7iFdki000cTAQ6D4HL4AqBJkI5HAbaFF/AXaLuvSi",
    "+R4A64q4HwvPHvd0pmSOQy51ejSDZ2EFxKiQiInJ79AAtM91DISsEfSlacGGMKaaniUksIw9Gel4z0yvk7h+tLEPVBad3Jhn",
    "ZeY8/NS0ZBBxYncypK2Bzcc0uaGCZ9gEgOfpwS/11Mk0wyFYz7WhBdRSfCTKNi0MAhlUc9FRaltk1qSZjmHKdISJ8B+KtOaf",
    "fUXmpzJzhLaz8gTndqpY5DMVFTD6FFpE6efpkI9Cuso18mK/RO5Zje57D2gJBJGf6vTv1p1c4W3bFVEJjKF08dP8Jyj3PuKy",
    "5RlsxPx7xgW9eJ+jikzI3EUA2GtfsebY3AdqonylA9sLfsOa1tUCCHjilQWr9LuQn+ISGwlZ4UUNL/IyGh8AEOgd7vx1DicY",
    "VWZttsvzRmLctRGNzQk0byGKMwzsDtUXkSqFNpxMAkIVXPWVHqAKx7Nd7vB75e0W1SNnPpNakPxmED5L4RUnqOshv13fwTB6",
    "9Zk1LrGCfjc1XxphfidipTcCvxRr82yUUiM8daU4QJf+yrZQeAI8up3FRks/uAM3oJfVGYFVdUv5/1E/cLeE2frloOVNlv0R",
    "lyntErJ2hPNFXjLdjel0CtaVUUyd5V+jKpjRRt86Zk5SUfVgjxyA1l340B8TkEP1YVfmCywYIDtkenVd1WRdJhpJdb1YMMKO",
    "1iVrAAx+f7e0I04W424lcA7LePAXZ57QIdL8hXSZPoLxemiNa9Yz4zV6NJBFL25+0lzTtyz1fZ6rdV7BuVbCj/+v1YM/joRF",
    "csKUIyA4EKWFUlXbYDlzsz9nJ0v1ijAXouDtZF/nxf+hFYuhfKdnJgeqrl/OleWMF3Gcw4ma+fIS60hFpoEV8XswRF6Axp2e",
    "xaqP+Kfmw+POc1ReupWrQVqTTCdBzRFuJSflrPYcGLdNgLlUBm5qlbBLruqKPTj09J7TGjWx/6ebYa6O9mBhZUPlswXo19Vn",
    "Vtbj2tH5Zb3knlWHFynYhfVgr1XKqjCNgiRLIu/zElOly0vLqLuE8yZRBYfuJc+SiXGpO4PPLxitREXWBUFO7KwKkC5cWoMl",
    "2KwTTKXw9nTHAex0Vd92Mh6CAVEV4VC/7rXk/uuijAYs/Hbqj3R16/e/Ikm+pv5VVO5nle9w4no+Agn9aobJxKXw5Yhjlrxv",
    "JtZoWl0l8Wscj8B/30+5QJW5ZfWaeE2QE+rpv0DhfvYA5xFJhngeoj5LhIz2CEWRxtqAdqkgLrZxxgy+Z/4kYIRFkK29odYN",
    "L3glPqZKBRreG7uWD+NM9C6jteC7POyqRhAxQJefDKVnlBcSJlYlCVxb+Eic8NItewZ2Jj34vReLVBL8+5EctijaPq0/yLWB",
    "fCfgaaYrxlwB4mnA+h3ZmzQ2N3u4p1DyNx/ISd0LRjmImATKMECWh2JL1tY6invFQvxR3OqaSiImP5K9c6yhiapYLtbrNlPi",
    "YwsmILwtzJiNTSZfpxysDnclSRcOCcLmY/HvWc6DVXT/Y7gi9mXz1VtwpQDhCsu3ejZnG5zrIh4m+vJsrxZWaDoxinUszR6H",
    "jfYJBmnc+YX8I9wzxIp98XZta+2A4mOiRR0wBpNGd/NvEMu7Qx4OSzHa9npitvdgffn4fQ49JfaH2EvpS7fwfUoqRqD2iQd7",
    "wjfSYOn9yUHzJo61+fr7a9wS0IMsB4aPQLO5tHEmiC4P0uG2kM7Icq85RTBpHZ8gdpFBYmQTMzzRPdCPVfaSHiaCRgh0xUKw",
    "LrCGnUyd8fl4jwJY5tj7Rq0eYoqa175S+xcu0GawZ3RoULoKZ32ghEY2tIUXmE0sw7L3zDMcJrVCk8+b4JS6BqcfUYa2VhlF",
    "uibeYg4QvEd2w7lol9ZhRMXpO8bV5sWd15ZnxNtNxyhNSSbKtoNue/tCmygvAnSmzlFUDFAVTzsF9kK0xtiNI6gbCsoktMth",
    "LRbaKZBSaJ0f5MLONvlG3Yw/89pdQTARyPrvduZ7BmPz0CiIPgOOGvbwpWDxe4ASakn5PBF28Xwj8lukYIzf44A3Nvg2l9Sg",
    "ZHNQj7hXfYb697V0kHhk+wlPy3I3AdpA7tC9AVb7An371wLWoMgbvdSZa5daiHcGZh8mX1KbGZlDgJM3DES+K/FvwqF8leeX",
    "NxJkE4Ea8wrOQfkmfKcXEye4DUlLRfcIYXqHHhzWCrtPwWCsi8+qByCRM/B0eKyM2jvDlncoMdjO6J80GV/MsIl3L6RVMa8X",
    "dDkDke3HZzAVVs2K37Zbah9hrDcypqsQRBXb0jp4iw2HMwiZi4QihkS7HIhGRzlJaXM329LtzMMxdNdBVANgBOD1QX6lvHAH",
    "R3u3vbhpqOjmzkzrV0y4MubwfMq4TNKfhEdbk4jEuodF31DbtwQnYwdkFMszRO9dib2zB2VJDmU6e2TuGc7mrqdo9GvEqqUw",
    "yUiw8Cm3akWN++aSFnX/gDslB27RsrRB7Ktq15lnWRdz93Qn0bRxEXffBlRHgPaA9aUjZ+6rgVtZJ4ON2mUJoLOv3WPC/veG",
    "ok1RCQ7l5m+DhdPHi10F6cqPVCcoEQxG15GSglHqUBL+9jdrjOefD+DLkv+IHqbwUe0XoC4MYuCFcgmk/opjF6ZtJNzAvp+k",
    "LNSno0e1+l59uq2/6QSWRBQ3tsoY8T69PmxIiAgIN7nQC5Q51QCcX0f4LAe9avwZCikGnZc/CXMnwcEzwUykpyUAUpBrV8ZI",
    "ePmV/Zgfj28hpKfIku6xNDVgckt8jw63zwAeM/sp0Ic9qOUQ99CnTX09QQrW4xgN8BfRRns9Qy2LZ2jQl2SX2BPZSEeairhZ",
    "jYpZF9q4NMbDxslxqpHpzofdEJXBAYpPToIsqH9H5YhThdusPY2tTHrEB/elVLABUKAcuGX7O6gDBjH9EJoTNbnBC4JoBUFc",
    "xzHbu3V8SsmI6AucHbn0X0+qgNLs9NgPOHaJjEBHFYWcBtq4GbfK/Wgi/YlvYliduBq8bkdorIv9ijgZfGgibc5M/m0Iz5Tn",
    "xWSYJzjkrX0FiQ/vaZSCOCrF7AlTu88m9hI0bngs67QHIJi35g7WB8t4LjO4rR9h7fcC4dqpKDV+nKJUepu71YQ5GRhCID9W",
    "WYNd4D+0IEs4RCWq/ofqbEDaBGxlSEt/UOlPxTa7Oiae/1hODDNoawfBT3T9m2YIUCpzoasLBagYpSTKuF9SJ1n8WNylFlIc",
    "kshnmVhdgPDIWnSksbiYaSuJZMmThRAGXUkdqGuC2u1F4el+D66t9Whugl6AlS86z8krG2Qoe2lvvmlNAjQIYdwyuH0Ynrgt",
    "LJGPWIX8DniMt1l4d09MBdHEP4GImNoTzmV++480KGSDWJuJ5nutws2hgSqJ3cifMODUayOG+BOMeng4oywNfiWL0/s/adev",
    "KKe50C8QxFYf13yD5MipanJs/ux7WSdtTMBYqlPxZpuE0+ufuqONKK2M4pFRsFYV9kRlQOi1uwH+RFgl981yj4bYtvMg6bsD",
    "ZBdwghELGLdcCchPUXRnTb/YZki8xLmK9xYMeNAv4804yIF74hfFtMOtjcgd2MxKWHSMF2ii4L0JWtjN6NLPbSbDfZwcUTSo",
    "1viwJ/r/Ti12xiksuNsny5isaR5dBIsTP9jdMi1GtxNSZLzobweI4gWqRGEZIwQgsa7vOOQi2Hpxxg19b4DhcljoEfzDlI4Q",
    "av4jmQBY76GG+ewZnDvCbwAaWPu3nKIAeQumuFW706kCVjlB/GNSchlfBRL5BZg/urP8wBgG/mnvyRADHeDabiqbCwv+OdkR",
    "/utEigzcFxtFOTUZIvXcTHm6HB1cA7R52SebCVOUDWbXvP0fL3k568YSl8rGw1c9q+aZPUhCM9rh4pbD3S5SyUBbDnDwyZXw",
    "cs7J2dlCt1yelFEILkH8AeopTaJIMsF6hLdU8zLISU6ArOS10brlJPmgjXlRYkuJNOOyBvzPgKopVsQHkU7bnGUWmrIhKWQb",
    "QrOmUfmC89fEsWlrGPqMcZSuGCwRm49ZbhAkNYM+tNAt6IKeeW+C34HzDMVEisxGBHl1XxzF28suZjLUfDspe4WtYDTiPOyk",
    "TbVjWX23YZTr1WJflGz8McmBxVlVqWzGvipIJyrpg3qNoZcBkvGKmm772YiY1CsOknSto8k3IPmOp/ablxx+H0eo4a5plwCC",
    "rEs8Qs0e5RKamZqS5H0Lbb+7k5lndkmgye3OYUdU5qwCuBDJpdlaY05+YKDr62koCamzexzOz+gk9/HfmVmqlk1XhCgqdiW7",
    "AIoprT2PybOwtxl8KuraebYdebVkeE70HPf3Rym30JX6dcPfnDEY1MzpxExM1i2530NNe3KlWcbspkbAt1R9A6FNmYnS59zb",
    "js3E03lNEY3Z19l5JzkQxd0gfIhLedotAIcg8yYRtilzjyndywkwazpUR3o2JEfp4COcW/+n51Gk1J99mejed+CH/xeLbMgr",
    "sQn0VE28DYH52RiHF8a6BCvJfdSWu/sAl27X6gdy/9a39mAxsICC92oUwdhCYd4Skd/WKn5aHe7FIk0aYLfKVS+t6iSsE0Rw",
    "Zd6qjD/03Lon+5oVvIXmWCsuXnRqKQqyQ04tZ4w12VV5aipbQd6sxGLufb6hVZoxeJ3ZwH8kM3RK20vaP4BseYGdpjzCAXIK",
    "mkY9BODLoaIuDTs4SVpLqZUrZR28YkJjHhkKWryGkIZ/Na989Qb9ulzEcGbkh45+PyL/5Ipj3UXTrV/77IyvGNhaZ2nFQEJR",
    "N2W9+2ZLCmh3BrLEohUQ8UFJnppq77ADmtRY3xe+pCh6eiw/dIQe26VWYoDfGoB02RHDfLpS/fsNKtqLjFGlrJnMhABP9sg6",
    "lCBsviGHt2ytxVjXupatPpuTAUmVD4BPTvqZ96TvByhX4rjuCsYqmqpVRIBkicAV8Gh8Gps7Tmi1mYic7xo8f2qdDjbGFZJ2",
    "Qw8Jn1+qoLqQ3VbssN8VGUbbqqX40DB4JbNx/t2W9iqs7NI5mNHJJ0MFK8IqrSEQHt9iU+kF01o32q+sTuKEK4ZUCUERcQqy",
    "iRNfopLp3bS9YuIaugJq5zJjgKmBhDSzqru8k+roleBx2/zes7rAiElSgjGHW8+ABZJqxftGpNyol7jrUk2ASsqyK9/K6lIS",
    "nSPRKprM88XOw4bXOFeY7wOqzmI0jA3V6V6whfGdCtGios+LRacD83jI9urSoJmZDZ9RFj4PHm/K2nAH87hw4jHyWx25it8h",
    "vqXC5LHZ9cF9sWrgIlLAeULddXE0wbo642m+rHrkEaI784h7qu3ivkhJrdqg71oshtrxTtbJw8+Hos0li3sa9bC/IdQ+ZVIp",
    "x8eG+vgM0FEi7DHwxKP19fr7QYrVQdcoOBXRex3q/gtKO+n1UEa01tPAuwvQVKqOCDscDcrRUcsPagiJ/EODn7m7d0q7FaYe",
    "E0nsZDd1tqhEexyauQFGVkfwChU0FtstOPuAzyvLAcPrcPXbLjo2HB0rQ4r6hT1WqzAEjrHkU/viUNKz9wsxmRbDFU9esLg2",
    "yAA7OTj+l6ZFgZydjsvBm0I/nASto5cHdDqCR6tF2rG1AKv7kkfSwIBrSujhobObwNCcgTrRK1SYI9d0pDxKJCOeAntYywGi",
    "InSVck/KRnuLWTTV6E+5cigl1IFa21o5e7dQVhWsf/6FOitogaNO0PwOGMSwDgtbbHj+Di++SwTsyWp8q26RhS/CnLzvCZ5r",
    "s0tvb9FZHyJRubzU8eIbcUfNu8aoslACTxe4e4JEVmQ7rvM4kaqZVfuJmqeNUhlERUekEmPbi2w1jg9nSRybvkY6S4y5UtON",
    "I/qTEyYVyQuQHOAxdT9xgPxhcU87lPUKdWbVTNpgfe6ca56/uPg2NtofiPJnG0ugNPfl8ug99aD1FHlbobrg/z39hFtBzDO3",
    "u6VR+hxPcemEZNa06Jury32AX7E6trERtnobsLEjZh0bc5jBLXvBa7a2Mjvm0n9OOx3WuRu3fn6h/fjEC++PhO8bvkZq7uPM",
    "1ql/EuKfC8BALX5EPb1b+MvoqcvFUC6fTF5k+uUFr0a7yhP+4BZotPTLlzLR28whZc1l43AVPG03EGvOrdPC8xTbbRTafy97",
    "062owxV+PKcv1NGIK9WryBNJ/PJR99Axi9vkNa6BzHqI5gBDgj9b8YWoPDOc5kUohp03u/ZOeOHurLStrhvYkSv3lhDhpm9U",
    "ZvfRCJFL+gBKRnxPQlTIUrJt3AEECjr8SdJrIDD91GwHK7XdSmSDAAlA5ho8DO1JcRFZRIfc5CEKLB9dGIC3IeDDfwnK8twq",
    "JqmeFVXwDfQQKcDcLt0gFivh6riGayg0DDIeo/y+B91ki7VxEZwz7SoqnlUfOjecxoKMOCM/xJljPduy+ah2rESN7uyM3o9q",
    "Ot0+SoxFcwHCP0Ky2ImU0As8RnoHBc08b2pxLaPyHEwcKg4yVHeqHYhfKwxN235ezKOIWtTLpaMMT0wVCyXP1LepXfvT7Frf",
    "yCfHuno3izk4lXxm18RxfBQnWtPfNnaMaAX1kd/MmvzQkAHozG051f1rz6aWsSrjJyx3tIHnG28JdUNMfExceWA1DdSicgli",
    "s+ufTH270B3iDISedORhbCx+qYxVZY/mtLVY8jOsh4hXepFV6rpJhniZHIwYuB4sFMnRUSrYWJyOhDunifSLI0k6GcP8k+xb",
    "B9+xNhjp9lZ9nJmwqxkuPpz5ZrtAc5ysyLReDOTk8JpM0B6csG3BgZAoO4cJhc/3bLMoz6cNesTp8ewMisy34yreyjrTKWCt",
    "UNfMuSngux+pDy2f5W3HDLxZmgWgm3iBQURpHgy9qT+MISNmsPrnHMmswP0mS94YLulOmPoHbMITO9hbjdVsisLWRQzJq4qU",
    "k2rF9nZ7fqNMyuy1EQleOhoPUalyLONi7v+0UuuhwKJKIxzkvsPM0DeK7DBtbi7s6V8GwqEPcF6rJbNJfO8hEx39H7rfyirx",
    "3nz0DlJuaLufndiqzSR8/94Gu7yI5LYDwYvvbQShLXl5ouMKPBsEcS0FWHHk0bqyPGltSXpdE4RvfE3Qnqy9yxKKvRb4qDiF",
    "K3/e0FmGzO0a1LQ4rbIvvzsAsj4dG0xjMIGa3nkvtjsOHSrEpwdX+aYW/O0Hjc0skEU3JaQxU+fBJF2tMxGHJuXEgywo6Tp4",
    "rTekF3i2bKndPu6+tY06I7nKnrKbU91LgnN9P2QaIPoxrmPDgnvxfUbRbzArCeHx9kI9sP1IVwaPL0O/oF1fgt5NXaK8EOuF",
    "ZNSXd47PPV7x3M3uRkzrrHP58g1mQCCF6nUdAxQnPdYNaLSl0hvdYjqSu8kkHW8a8qwLRH748W80Bp1zw9vkeEmF7MyhazJN",
    "dBjPc+siJ2sYRbebPXrvOf/+MeQOu/6kkn19PpJPZ/ESMdIYsqZdjnWBuy1kiIKvstzaDZGw9GeO/vpc8ZRsha2UhekvDZ6p",
    "KRUJx/+dlXRGsnV+EEve0Hrn/ZeEYBFivxr5j38M0p2Y76gXqEjQ5B0O62I9mkw0q3cMyQ+Nmq417ae2LhMXHTCrcTUSDE2o",
    "nduNf2zP9gehnff9q6j+EMmiHP+vArVx/bQ9xNDt5PVm/BszSW26jGZ0RTrEJuUbWymNvkF1Z0Ja2f6yr2BancKT9N2qq2Jo",
    "H4ua2H3SfQz/DARPpYYOb8c91azWTwjfv95BNvISLdtbj7Zme4KKIz5LTX3clf8Cc5dp5QiZvQYd6f+DshEj4qgmQcYfbe1Q",
    "wu1yu//BL72U683xn71jN8PIOp2xj9mN9Pj33H2oFO23OpwnXfUkEb+AR72Uopk3r14FJOACrsbvitZppvPeCV4HVsg/a6xA",
    "O00X3gx8AWLd0V9iOQOgIU4PZvnVzQrIU4FddSwOGxRKPahSV8gCrlj+3jLqm0XAcMRQZH/Mmr4zf4Piy1AnWkAn5V/+NiHw",
    "qbkIv+6Kg2amjjuGf4ZHu0fM1thuBL5F5xLC61sfIYk3IhgOSZmA7wYGu+qtAqIX/lNPIwuKsvyQHMJCc05WShK7v0b24zmR",
    "V90OW42+xRRdH55jmK8ZXlwKQyQeClygOjax9O5ej1tVq2VcCcmNWzg+YDR7nKTyya1LQL8lnmGaNQ4Rz8ZaQfA5R45sO/xo",
    "Jym/2NubeQnOchcF5/xgw0p/ax1rrnXxdIsY0NFIWtFMIm53RLC2CviRmwdEHAP+gPphKQLozrhwWhAsDobx7DKEqiTQjbrM",
    "Jz6K7EV6ac/RdTeMorJujXZgwsfqI3rX9APnvo+0A3TCSqww29XrEA6SrU4YV9wGYPQVie9OlUiTgb4F6SOLB/ZYDqBfaH6n",
    "32moHNqOFO6jAhR+e+uRBGdCbma+rbKAUJbnMsO4ttAtXq6rbrLmcso1lA76ws6wr7EhJO8fcDHU5GSeuHtE76PnCF7iioP6",
    "Tr1d3tJC6J0wFBDAeu7Izz8a4cm1/ktQsWgO05NvumFfZgcdT88VLtQAgKgIP8TjrRp9+l7XEsNvWuLdfhuRkC+O3gQPGX6F",
    "vefU8wf4LuOSVd2ujAYZ4MSigX7oHfmmj6btryVgCbEu6tMttcmfkSjlJ0viTu5cbF4w5FN8at0cRQ70zKaPaBOH/WRZJ31e",
    "+Mxce35DOKBVQmuF7vxFnLNLC45G+Lios78BCeuOQWI7HEk2NeMfCfaUg+kBExS9NbJZjwstovhSrQ3rtpnesf8WDOTrEe9y",
    "U+SWffKvIpfGCr4o/VMP96buvyT++ZpM+Sd3+Oxmst8lUmXsoKkx5ypsCUO/KKwjgQj7HwyuSCOADy2zOs0IjsBQBcnkeF8w",
    "i+Q68x5jERihWHYPNGvhEQxVvFqti8DiDz4TAyAN30h29PUgaN8/1I0lM3AH1hNLufNPQCAwRhCViTlqidyGn0UzitDd3VG4",
    "UTb2Dl9N8MPhnOQGCOYyCp8vURc1pJCZC29JJfGsr1y8cR5sl9BO8qGUOC9eEsn4xTMEqXFxluX/ZB0p04JYNnE3Us71v2WE",
    "fSJBMOqlWUj9+Y9p3E/uny2vg56Ct6ovbNO51VQocn8zeGZwn3G/yIcTW6A22FSV3b9zFKf01JY6KG8ZbAbPelwi2NMtabMI",
    "YXFcb37vFaOp3mN4EF9whN9/Fmatj4dG8Si0kwLPg021m4VRRdIa007zL4YwGKtPA765MTYV0V+LqYZhUfCqgNJQ0XB/mEwv",
    "6JipLUspxiKiv51/A56IlpODb7GUdk+fmAuG/wdG+KkDdtvvpwBGboaMg1OhylpZz6rSSUqhF9dtwcW9DD+0gLDRPGi0lTQs",
    "eK7PuN2Ko1dDtKUcgD0pP7kaBZl/H2vncoT6r//CAOxmJEuGTeC0ON4PyFI9nj4kjK69+6e9L8+5RfWg0lGR+5Utxf/Te0fN",
    "tNqCYK2VUDj/1WsvnWSbOZgfLnPCX9wEoaA07pMDGbrixl/i23UuCEQJ8af9E9dv4wC8kCHvE3FvznTe3+eUmseQqZ04YvpH",
    "3I/xNxO0BKWMcCAc3gkf9Dp73gacE4e8ZamBD/nyxProK8lDES2ndqAATVYwQtBoQ/gJciYXXkAEYafsinoi6MVVOGhNHUAL",
    "2t+EgUl1rgdqGVluG4As4dHsFht+GJFVHXUOUQBp3kt57S9g/GdCPlPVFgF80DksmYLcpLUzw00qVAO8XCI2cdc2O5C/well",
    "YAgWOe/BgfK+nSFkH93NkBDKJzFVVm8j9POIu6G4ICT1Za7crFegHo2xHk4LQFLSVVP6htye7E6pEUo0gMP2oOU87AkfX0aq",
    "UtI0AZy67ApWL6T1sOs108MOA3Ps1gi/DLURYohVNb04BzQhFC2uo9XRYHYDg/DgD16QKDTXJRT/NYmruabAIDcCO9Z0wuNF",
    "4Pyivt8ARQKPUKxPMAwp9mlfQgwAkruNfqnvjdHYV8YXnCWBVtJj7wVkzRPCcVDWVrUCuM1pO8fc8Rq5z5tRCGAFgfSFhdkB",
    "aNb+mwQlvigLbf9dGdgwTXoBLHHJ92gYShtEc6EhCkK0m3pjWjA0M0IeRfI2UpxJ9ueDeuBp8h46AdtLHrqr4O5rc0DccYGL",
    "Q1fz3RpH4aqosYHLurqh0INP50U3XsnT8gOaDEtRel5Hrf3lzYlk2gd6I1UuCznK+wadbRhZBA/vlPXu1ahl5K2XacPoyCE6",
    "oQcxEqfJuA0vdAM7UEd840/C+w1g1k366hzQQJE7zOrZlRVGxUG9watfgT8EoSTexgpO/66b+r7CgokawOFevUWz+o85M6UX",
    "BR/+no3VuuEQk/98u2YSCmrmLCSabs3aI3AVAAykFlvW1eew43NihR1yVQB4LYjMFU5zRizs5IBhLMYQYvyPMcZERbZ50PEx",
    "zxcAxuORe04hjVlvOJeh17kBlejWkteuSkJscGBCcPSDM93lQ/dgET3YRQjS4xwGjDYrRWeUW1S7gNhk0SQNM2hHnG0aq/KF",
    "D4GT7ZQa+2JkOMNgJE/PoyepWEA2JXPy13q8iyye+vBTHVBtMmD4+cfIAqLbDI/hfkDcf8hB7PJZdlVV8hLgyYHFnPX3xto4",
    "aWEM4x7zUAOYxmiTScuufHvPJJ8EhAdfYeOUNdn9CgTGYYp7Wg7zV/O3A3i+aNhi9H1KnB4jvYWejgF9Rtxjc/MzkD0MVbxZ",
    "Bw+mqlg21I8w0IMJ0xLpQcmBCTmsvXOKYQjifxve3VHonpsLQpOWghfQc0fa71pFOlHQsh8qhDGK/XiS85C2N27hDDypCGz2",
    "Q0NQgMHTloA1tPHgEZrVBL90GgmgMMiennHQI2fZSGX5I0g+aM/IQ60IR5rRE50AiJ0cmIC+QnUgkE6XD3jM21yQLoBm49+B",
    "JatPYlicM3vXmwIG9ahCULT/EPDeP29gvlMpX4AEtOZYvp/yms2uahXi6V0JveBvpjbqp9FAPNX3404T3UC3PDzKP7ZQigoZ",
    "S5Qn4Mk0m/AfCwf4jmyLaOhRxXTQ2c3FW7tMsuUXYhCkOTKnS9yS+bkRmAlqRMFJ/5pEPr26XrW/lnsdXEKZ+YiA3yLZx6GT",
    "9TeIlgVGPl5RTMB8zv6UPbWhAwqUcX3HBUuD67X2apMOGBV5HEi3t0MLbVNovdcpeCuGgF95avriOjXxok2WIFejGlrzLCWT",
    "6o6HgBoGILAmjNvfaL8KTfs9NTIGoWMkvSqkqPeaiWhtw+UKwtHubs2RQE1DIr79do9JBbAmNDhN8KWcWG7UC5RDC4t/FCT3",
    "Hu9HOSzbHjjmFyHvMwgWwUfPwjAKHku0LtJHlN3TKQoa+RgD1IOwXs+CHL0aBWb2xtxczeKAvk0KB/8BUper4uDWAlEhgj5E",
    "tYtJ0BmmZI0iGQfDCC6kMtEwa/1frmGfQ1KGHQc4JFj0yv/UKXW9JPYMV/aiYDaiQoSFr/gj2IQZUQaOTxF3Tt6z9iHPi8gy",
    "yau0SOckeVWzo7eUsEBmQ7lNpczFzbhvSeC3RRDPnOSa9CiVmv0OE2nBImGgCsTOKuSVJ0WIr2yf88NUg8xK5yH1vygX3oJb",
    "5Iav0esa6hqU0+6k1XfDxQ1vUX72XbTIahAIE1ZoDBsKNY+d87JXBxL2WWvjMDbdidF9nFkpaJGdci29OG/1ciwPmsz7i9P9",
    "YdFb0OFHPIOD2IRfP1BxZ6soIcMOa8ctD97ctGimN9rGg4pTuzS/5OGf8Spt9Shehyk8mc2FY7AxH1iJ1o2XDmPpf2B5B04g",
    "tC5cHWl8Ha6vF5MdhnbKzEQ0prhUPCrCJC5if85XrVZ7FuyoeJQu22qgJRAiSfmmGyYg8fO08U1ND0WD6eAUqULB6qNPFdtb",
    "xv8ZeVXhTssD1tKFMv3T25BLgtnSkz6Hsxx0Qjh3+6h2ydOtPa0Pfr9Tw/SLJEGBs4pT//wffvpvjen/j43Br32DQLg/hRn6",
    "LtKxKChsv6O8qLiAEsuaxz57Ue9+Qt/VvSEG5U4Et6iUQIpKnGxzr0ISRFl0ZxrfKxuMU216I8Qu7XHC8tYSXPaQBJC1tQhh",
    "jJcYexhrgN0RQb6HTRDyUWCcdi0k8EXPF+DvFiIIiECPvBr+O4T2YYP2LERy4wjTQRrQ80I8K4vSIItIEzuBh3OFrjBXNdWq",
    "ERjjR7/5rDNQycYay+bywjY4LyqL+FyBIXVUaK73BIK6IVl3mxOh7NhE1c1mCQmueerY1v+rRv7lqTYYEi94q/ziU3P1NuRS",
    "DKYaJJ45WO+CDzqOo9Q7c73ISy2iPDjA6wJ1IJkULhVwmZkcSWnmIxFJzBaY3BZBNdbnZgk7ZaKNPRCnIUtic6HPeb9nhVZc",
    "qU79ZCXE6EZNe4bA7UjN3EDMYkQJ3Z5F2DNN4zwXFrRKuvwT2QKsfg9LzP7G/OYK/9An/1j/as+vW8k9MRfggcBRyXa+H5GT",
    "sq+WVQgj6mClSu6qu82bV8Y+w1n7gMFMSmKg8LrNPvkoS1tWkcKZSGJfHbxgXLJ3bFRTs4U4UsseQetj87kFLFhZEop79qhX",
    "8Y85gw5WkYciuxUNQHVYGq53ATEMOS9SkCotP/SkiavCe/yYkWJEkFT28w2X3FXPKMbjuDqlSKrsNtt6Z4IPoYSh6ERQ4VY5",
    "SBlvqNRIgl0iav6HgrdW9Q06qCtznpC9dzu8xYX5PfC3HbjWzFYkNy+Qiwy2WfKreeEo9w9p3VfKFnS5aipQ3KxAQVLzQAvA",
    "LQtLQTb2+ymOyntpI0NkW2ZBFs0BvvVh0BrLi5YgtyLhS+PFg/H75HmCGBYBci02aCuCKz7smr/0ADLC533yM/ulLkFhsqbo",
    "zp+F4CLyzEH8oV1ctlKW0oOLy3VYehiHI2rlvsnmqZwXqLIo+mPIPN0E9k9NeTwvlfqavrdP1M6RaK9g2shfj973a6sVV4q9",
    "cLVdjbDCAh5a2dbCRNHRuZF6LCGE3BdAOb5PraDO7Tw3SqMRitSodwsHe+lfYJM/c0YqlXkswDXX2iHDqMwyhgxijNQ/OAkn",
    "NNLMeDqQchjSfrkPuvnld4lfmza5xjIcsI3bAhqpDz8TqHTc6GSbw2uiR8VH3fJ3mySlIMo5qedSe9SLa1r4XLqVcZU+S625",
    "F5ufKxTacQF5Iy6Su5gJXWvjR4rf+nv/BmRUY2hMPnhk5d1WhpCCjOGJYnWszdqwMSelemKyGgz0GYMsj2dw0u/12PV+AAAA",
};

typedef struct reader {
    uint32_t at; /* bit */
} reader;

static uint32_t value_of(char c) {
    if (c >= 'a') return (uint32_t)(c - 'a') + 26;
    if (c >= 'A') return (uint32_t)(c - 'A');
    if (c >= '0') return (uint32_t)(c - '0') + 52;
    return c == '+' ? 62 : 63;
}

static uint32_t read_bits(reader *self, uint32_t count) {
    uint32_t value = 0;
    for (uint32_t end = self->at + count; self->at < end; self->at++) {
        const uint32_t character = self->at / BITS_A_CHARACTER, place = self->at % BITS_A_CHARACTER;
        const uint32_t six = value_of(table[character / LINE][character % LINE]);
        value = value << 1 | (six >> (BITS_A_CHARACTER - 1 - place) & 1);
    }
    return value;
}

/* m_i = 2 a_1 m_(i-1) xor 4 a_2 m_(i-2) xor ... xor 2^(s-1) a_(s-1) m_(i-s+1) xor 2^s m_(i-s) xor m_(i-s); a_1 is the highest bit of a. */
static void extend(uint32_t *m, uint32_t degree, uint32_t a) {
    for (uint32_t i = degree; i < NS_SOBOL_BITS; i++) {
        m[i] = m[i - degree] << degree ^ m[i - degree];
        for (uint32_t k = 1; k < degree; k++)
            if (a >> (degree - 1 - k) & 1) m[i] ^= m[i - k] << k;
    }
}

static void read_dimension(reader *self, uint32_t *m, uint32_t degree) {
    const uint32_t a = read_bits(self, degree - 1);
    m[0] = 1;
    for (uint32_t i = 1; i < degree; i++) m[i] = read_bits(self, i) << 1 | 1;
    extend(m, degree, a);
}

void ns_joe_kuo(uint32_t *numbers, uint32_t dimensions) {
    reader bits = {0};
    uint32_t degree = 0, left = dimensions_of_degree[0];
    for (uint32_t d = 0; d < dimensions; d++, left--) {
        uint32_t *m = numbers + (size_t)d * NS_SOBOL_BITS;
        if (!left) left = dimensions_of_degree[++degree];
        if (degree)
            read_dimension(&bits, m, degree);
        else
            for (uint32_t i = 0; i < NS_SOBOL_BITS; i++) m[i] = 1;
        for (uint32_t i = 0; i < NS_SOBOL_BITS; i++) m[i] <<= NS_SOBOL_BITS - 1 - i;
    }
}
